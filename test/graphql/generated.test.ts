import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("no generated file is stale", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stdout + stderr).toBe("");
  expect(status).toBe(0);
});
