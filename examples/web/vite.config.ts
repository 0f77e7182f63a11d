import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The page asks its own host; whoever serves it hands `/graphql` on. Pictures come from the gateway itself. */
const proxy = { "/graphql": process.env.IMGRAPH_URL ?? "http://localhost:4000" };

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  oxc: { jsx: { runtime: "automatic" } },
  server: { proxy },
  preview: { proxy },
});
