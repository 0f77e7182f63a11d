#!/usr/bin/env node
/** Type-checks the program, the tests, the examples, and that `base` and `pipeline` compile for a browser. Every project is checked before it fails. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = fileURLToPath(new URL("../node_modules/typescript-7/bin/tsc", import.meta.url));
const projects = [
  "tsconfig.json",
  "tsconfig.test.json",
  "tsconfig.browser.json",
  "src/react/tsconfig.json",
  "src/server/graphiql/tsconfig.json",
  "examples/tsconfig.json",
];

const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [compiler, "-p", project, "--noEmit"], { cwd: root, stdio: "inherit" }).status !== 0,
);
for (const project of failed) console.error(`typecheck: ${project} does not compile`);
process.exit(failed.length > 0 ? 1 : 0);
