import { join } from "node:path";
import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import { createLibsqlCatalog } from "../catalog/libsql/index.js";
import { takeLock } from "../catalog/libsql/lock.js";
import type { Config } from "../config/index.js";
import {
  type IndexBucketUse,
  type IndexedRange,
  type IndexProgress,
  type IndexReport,
  indexBucket,
} from "../service/objects/index-bucket.js";
import { SharedWork } from "../service/rendering/shared-work.js";
import { builtEngineParts, type EngineParts, openEngine } from "./engine.js";
import { openCloudOf, openStore } from "./store.js";

export interface IndexingUse {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  readonly parts?: EngineParts;
}

/** What `imgraph index` works with. */
export interface OpenedIndexing {
  run(range: IndexedRange, signal: AbortSignal): AsyncGenerator<IndexProgress, IndexReport>;
  close(): Promise<void>;
}

/**
 * Store, engine and index of the settings, with a folder of its own for temporary files. Beside a running gateway it works where objects
 * live in an object storage: it writes then only what a gateway reads anew each time. The embedded store is for one process. One
 * such at a time. Throws InvalidArgument, naming the setting, where it may not.
 */
export async function openIndexing({
  config,
  log,
  clock = Date,
  parts = builtEngineParts,
}: IndexingUse): Promise<OpenedIndexing> {
  const { dataDir: folder } = config;
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let last = opened.pop(); last; last = opened.pop()) await last();
  };
  try {
    const isFar = config.store !== "embedded";
    const catalog = await createLibsqlCatalog({
      path: join(folder, "catalog.db"),
      besideGateway: isFar,
      whenInUse: isFar
        ? "a folder that no gateway of another version uses"
        : "a folder that no running gateway uses: stop it, or let it look at objects as `images` is asked for them",
    });
    opened.push(() => catalog.close());
    const expected = "a folder where no other `imgraph index` runs";
    const unlock = takeLock(join(folder, "index.lock"), { folder, expected });
    opened.push(async () => unlock());
    const workDir = join(folder, "index");
    const cloud = await openCloudOf({ config, clock, log });
    if (cloud) opened.push(async () => cloud.client.close());
    const { engine } = openEngine({ config: { ...config, children: 1 }, workDir, cloud, log, clock, parts });
    opened.push(() => engine.close());
    const maxFileBytes = engine.capabilities.limits.maxSourceBytes;
    const store = await openStore({ config, catalog, cloud, workDir, maxFileBytes, clock, log });
    opened.push(() => store.close());
    const use: IndexBucketUse = {
      store,
      engine,
      images: cloud ? catalog.listedImages : catalog.images,
      walks: cloud && catalog.walks,
      inspectionsInFlight: new SharedWork(async () => {}),
      clock,
      log,
    };
    return { run: (range, signal) => indexBucket(use, range, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}
