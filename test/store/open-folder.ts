import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import type { Log, LogFields } from "../../src/base/log.js";
import { silentLog } from "../../src/base/log.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { Catalog, Store } from "../../src/service/ports.js";
import { createEmbeddedStore, type EmbeddedStoreOptions } from "../../src/store/embedded/index.js";

export interface OpenFolder {
  readonly store: Store;
  readonly catalog: Catalog;
  /** What the start removed; resolves when it has looked everywhere. */
  readonly swept: Promise<LogFields>;
  /** Resolves the first time that uploads were aborted because of their age. */
  readonly uploadsRemoved: Promise<LogFields>;
  close(): Promise<void>;
}

/** An embedded store over the libsql catalog, both in one data folder. */
export async function openFolder(
  dataDir: string,
  options: Partial<Omit<EmbeddedStoreOptions, "dataDir" | "catalog" | "log">> = {},
): Promise<OpenFolder> {
  /** Nothing that a test does on purpose is an error to the store. */
  const refuse = (event: string, fields: LogFields = {}) => {
    throw new Error(event, { cause: fields.error });
  };
  const heard = new EventEmitter();
  const hear = (event: string, fields: LogFields = {}) => heard.emit(event, fields);
  const first = (event: string) => once(heard, event).then(([fields]) => fields as LogFields);
  const [swept, uploadsRemoved] = [first("store swept"), first("stale uploads removed")];
  const log: Log = { ...silentLog, debug: hear, info: hear, error: refuse };
  const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
  const store = await createEmbeddedStore({ dataDir, catalog, clock: Date, log, ...options });
  return {
    store,
    catalog,
    swept,
    uploadsRemoved,
    close: async () => {
      await store.close();
      await catalog.close();
    },
  };
}
