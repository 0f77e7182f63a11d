import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The built program, serving in processes of its own. */
export interface BuiltGateway {
  readonly url: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly adminToken: string;
  /** Bytes that all its processes hold now, shared pages counted once; `undefined` where the system does not tell. */
  memory(): Promise<number | undefined>;
  stop(): Promise<void>;
  /** Ends it as a power cut would; nothing is removed. */
  kill(): Promise<void>;
}

const credentials = {
  IMGRAPH_ACCESS_KEY_ID: "builtGatewayKey",
  IMGRAPH_ACCESS_KEY_SECRET: "builtGatewaySecret0123456789",
  IMGRAPH_ADMIN_TOKEN: "builtGatewayToken0123456789",
};

/**
 * Starts it with two pixel processes on any free port, in a temporary data folder, which `stop` removes, or in one of the
 * caller's, and without samples. `env` holds further settings and wins.
 */
export async function startBuiltGateway(
  options: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<BuiltGateway> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "imgraph-built-")));
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("IMGRAPH_"));
  const child = spawn(process.execPath, [fileURLToPath(new URL("../../dist/main.js", import.meta.url)), "serve"], {
    env: {
      ...Object.fromEntries(inherited),
      ...credentials,
      IMGRAPH_PORT: "0",
      IMGRAPH_SAMPLES: "off",
      IMGRAPH_CHILDREN: "2",
      IMGRAPH_DATA_DIR: dataDir,
      ...options.env,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      const found = /^OSS endpoint +(\S+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
    ended.then(() => reject(new Error("the built program ended at its start")));
  });
  return {
    url,
    accessKeyId: credentials.IMGRAPH_ACCESS_KEY_ID,
    accessKeySecret: credentials.IMGRAPH_ACCESS_KEY_SECRET,
    adminToken: credentials.IMGRAPH_ADMIN_TOKEN,
    memory: () => memoryOf(child.pid ?? 0),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Of a process and all that it started. */
async function memoryOf(pid: number): Promise<number | undefined> {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
    const own = Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1]) * 1024;
    const started = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).split(" ").filter(Boolean);
    const others = await Promise.all(started.map((child) => memoryOf(Number(child))));
    return others.reduce((sum: number, bytes) => sum + (bytes ?? 0), own);
  } catch {
    // No such file system, or the process has just ended.
    return undefined;
  }
}
