import { defineConfig } from "vitest/config";

export default defineConfig({
  // type-graphql loads graphql/index.js; without the alias vitest loads index.mjs and there are two copies of it.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  oxc: { decorator: { legacy: true } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
