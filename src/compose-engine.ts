import { fileURLToPath } from "node:url";
import type { Clock } from "./base/clock.js";
import { type Log, silentLog } from "./base/log.js";
import type { Config } from "./config/index.js";
import { engineByChoice } from "./engine/engine-by-choice.js";
import { createLocalEngine } from "./engine/local-sharp/index.js";
import type { PoolLoad } from "./engine/local-sharp/pool/pixel-pool.js";
import type { Engine } from "./service/ports.js";

export interface EngineUse {
  readonly config: Pick<Config, "children" | "deadlineMs" | "memoryBytes">;
  /** Where results lie until they are fetched. */
  readonly workDir: string;
  readonly log?: Log;
  readonly clock?: Clock;
  readonly parts?: EngineParts;
}

/** Where the parts of the engine that the program does not import lie. */
export interface EngineParts {
  readonly fontsDir: string;
  /** The compiled pixel process; the engine finds it beside itself when absent. */
  readonly childPath?: string;
}

/** As the build puts them beside the compiled program. */
export const builtEngineParts: EngineParts = { fontsDir: fileURLToPath(new URL("./fonts/", import.meta.url)) };

export interface OpenedEngine {
  readonly engine: Engine;
  /** What the pixel processes are doing now. */
  load(): PoolLoad;
}

/** The engines that the settings ask for. Apart from compose.ts, so that commands without a server load no server. */
export function openEngine({
  config,
  workDir,
  log = silentLog,
  clock = Date,
  parts = builtEngineParts,
}: EngineUse): OpenedEngine {
  const { children, deadlineMs, memoryBytes } = config;
  const local = createLocalEngine({ children, deadlineMs, memoryBytes, workDir, ...parts, log, clock });
  return { engine: engineByChoice({ configured: "local", engines: [local] }), load: () => local.load() };
}
