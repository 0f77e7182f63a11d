import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import { type Log, silentLog } from "../base/log.js";
import type { Config } from "../config/index.js";
import { engineByChoice } from "../engine/engine-by-choice.js";
import { createLocalEngine } from "../engine/local-sharp/index.js";
import type { PoolLoad } from "../engine/local-sharp/pool/pixel-pool.js";
import { createOssEngine } from "../engine/oss/index.js";
import type { OssClient } from "../oss/index.js";
import type { Engine } from "../service/ports.js";

export interface EngineUse {
  readonly config: Pick<Config, "children" | "deadlineMs" | "engine" | "memoryBytes">;
  /** Where results lie until they are fetched. */
  readonly workDir: string;
  /** The cloud that the store is in, and its name; absent where the store is another. */
  readonly cloud?: { readonly client: OssClient; readonly endpoint: string } | undefined;
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
export const builtEngineParts: EngineParts = { fontsDir: fileURLToPath(new URL("../fonts/", import.meta.url)) };

export interface OpenedEngine {
  readonly engine: Engine;
  /** What the pixel processes are doing now. */
  load(): PoolLoad;
}

/**
 * The engines that there are with these settings: this machine's always, the cloud's beside a store in it. Throws
 * InvalidArgument, naming the setting, for an engine that there is not. Apart from compose/gateway.ts, so that commands without a
 * server load no server.
 */
export function openEngine({
  config,
  workDir,
  cloud,
  log = silentLog,
  clock = Date,
  parts = builtEngineParts,
}: EngineUse): OpenedEngine {
  const { children, deadlineMs, memoryBytes, engine: configured } = config;
  if (configured === "oss" && !cloud)
    throw new Failure("InvalidArgument", {
      name: "IMGRAPH_ENGINE",
      got: configured,
      expected: "local, or IMGRAPH_STORE=oss beside it: the cloud works on what is stored there",
    });
  const local = createLocalEngine({ children, deadlineMs, memoryBytes, workDir, ...parts, log, clock });
  const far = cloud && createOssEngine({ ...cloud, deadlineMs, memoryBytes, workDir: join(workDir, "cloud") });
  const engine = engineByChoice({ configured, engines: far ? [local, far] : [local] });
  return { engine, load: () => local.load() };
}
