import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles GraphiQL into dist/graphiql/: everything it needs comes from this host. */
export default defineConfig({
  root: here("."),
  base: "/graphql/",
  oxc: { jsx: { runtime: "automatic" } },
  build: {
    outDir: here("../../../dist/graphiql"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 5000,
    reportCompressedSize: false,
    sourcemap: false,
    // What is bundled is passed on to whoever opens the page, and so are its authors' terms.
    license: { fileName: "assets/LICENSES.md" },
    rolldownOptions: {
      onLog(level, log, report) {
        // Libraries mark their modules for server rendering, which means nothing here.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
});
