// Runs the specification's cases through every door and writes docs/cases.md.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync("npx", ["vitest", "run", "test/cases/cases.test.ts"], {
  cwd: root,
  env: { ...process.env, IMGRAPH_TEST_WRITE_CASES: "1" },
  stdio: "inherit",
});
process.exit(status ?? 1);
