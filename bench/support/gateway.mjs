import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/**
 * Starts the built program with two pixel processes on any free port. Resolves when it has printed its banner, which it
 * does when it is ready; `readyMs` is the time until then.
 */
export async function startProgram({ dataDir, env = {} } = {}) {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "imgraph-bench-"));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      IMGRAPH_PORT: "0",
      IMGRAPH_CHILDREN: "2",
      IMGRAPH_DATA_DIR: folder,
      IMGRAPH_LOG_LEVEL: "warn",
      // All requests come from one address.
      IMGRAPH_COST_PER_MINUTE: "0",
      IMGRAPH_RENDERS_PER_MINUTE: "0",
      IMGRAPH_MEGAPIXELS_PER_MINUTE: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const url = await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const found = /^OSS endpoint +(\S+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return {
    url,
    pid: child.pid,
    readyMs: performance.now() - startedAt,
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
