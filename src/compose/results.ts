import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import { DiskResults } from "../cache/index.js";
import type { Config } from "../config/index.js";

export interface ResultsUse {
  readonly config: Pick<Config, "cacheBytes" | "dataDir">;
  readonly clock: Clock;
  readonly log: Log;
}

/** The cache of results that the settings ask for; `undefined` where none are to be kept. The data folder is there. */
export async function openResults({ config, clock, log }: ResultsUse): Promise<DiskResults | undefined> {
  const maxBytes = config.cacheBytes ?? (await defaultBytes(config.dataDir));
  return maxBytes > 0 ? new DiskResults({ folder: join(config.dataDir, "cache"), maxBytes, clock, log }) : undefined;
}

/** A tenth of what is free now, 10 GB at most. */
async function defaultBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.min(Math.floor((bavail * bsize) / 10), 10 ** 10);
}
