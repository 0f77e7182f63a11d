import { join } from "node:path";
import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Config } from "../config/index.js";
import type { Catalog, Store } from "../service/ports.js";
import { createEmbeddedStore } from "../store/embedded/index.js";
import type { Cloud } from "./oss.js";

export interface StoreUse {
  readonly config: Config;
  readonly catalog: Catalog;
  readonly cloud: Cloud | undefined;
  /** Holds files with the bytes of objects while engines read them. */
  readonly workDir: string;
  /** A larger object is not fetched from a cloud for an engine here. */
  readonly maxFileBytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Samples are for a data folder: nobody wants a public bucket in a cloud for having started a gateway. */
export function hasSamples({ samples, store }: Pick<Config, "samples" | "store">): boolean {
  return samples && store === "embedded";
}

/** The object storage that the settings name; `undefined` where objects are kept here. Loads its client only then. */
export async function openCloudOf(use: { config: Config; clock: Clock; log: Log }): Promise<Cloud | undefined> {
  switch (use.config.store) {
    case "embedded":
      return undefined;
    case "oss":
      return (await import("./oss.js")).openCloud(use);
  }
}

/** The store that the settings ask for. Throws InvalidArgument, naming the setting, for what an object storage refuses. */
export async function openStore({
  config,
  catalog,
  cloud,
  workDir,
  maxFileBytes,
  clock,
  log,
}: StoreUse): Promise<Store> {
  if (!cloud) {
    const uploadLifetimeMs = config.uploadLifetimeHours * 3_600_000;
    return createEmbeddedStore({ dataDir: config.dataDir, catalog, uploadLifetimeMs, clock, log });
  }
  const [{ checkCloud }, { createOssStore }] = await Promise.all([import("./oss.js"), import("../store/oss/index.js")]);
  const { client } = cloud;
  const { facts, styleVersions } = catalog;
  const files = join(workDir, "sources");
  const store = await createOssStore({ client, facts, styleVersions, workDir: files, maxFileBytes, clock, log });
  await checkCloud((signal) => store.check(signal), { config, log });
  return store;
}
