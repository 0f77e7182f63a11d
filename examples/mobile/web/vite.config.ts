import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Shows the screen in a browser, with React Native for Web in React Native's place. */
const proxy = { "/graphql": process.env.IMGRAPH_URL ?? "http://localhost:4000" };

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { alias: { "react-native": "react-native-web" } },
  oxc: { jsx: { runtime: "automatic" } },
  server: { proxy },
  preview: { proxy },
});
