import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Vitest's global set-up: brings dist/ up to date once, for the tests that start the built program or its pixel processes.
 * Types are `npm run check`'s business: an error in them fails there, and not every test here.
 */
export default function build(): void {
  const { error } = spawnSync(process.execPath, ["scripts/build.mjs", "--if-stale"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error) throw error;
  if (!existsSync(`${root}/dist/main.js`)) throw new Error("dist/main.js is missing: the build failed");
}
