import { defineConfig } from "vitest/config";
import { atFullScale } from "./test/support/scale.js";

export default defineConfig({
  // type-graphql loads graphql/index.js; without the alias vitest loads index.mjs and there are two copies of it.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  oxc: { decorator: { legacy: true } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    // No module has a state of its own, so files may share them: loading them anew for each took a quarter of the time.
    isolate: false,
    // Much of the time goes into other processes: browsers, pixel children, other languages' clients.
    maxWorkers: "100%",
    // The full counts take ten times as long, and CI's machine may be busy.
    testTimeout: atFullScale() ? 1_200_000 : 60_000,
    hookTimeout: 120_000,
  },
});
