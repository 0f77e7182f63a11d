import { join } from "node:path";
import type { Log, LogFields } from "../../src/base/log.js";
import { silentLog } from "../../src/base/log.js";
import { createLibsqlCatalog } from "../../src/catalog/libsql/index.js";
import type { Store } from "../../src/service/ports.js";
import { createEmbeddedStore, type EmbeddedStoreOptions } from "../../src/store/embedded/index.js";

export interface OpenFolder {
  readonly store: Store;
  /** What the start removed; resolves when it has looked everywhere. */
  readonly swept: Promise<LogFields>;
  close(): Promise<void>;
}

/** An embedded store over the libsql catalog, both in one data folder. */
export async function openFolder(
  dataDir: string,
  options: Partial<Omit<EmbeddedStoreOptions, "dataDir" | "catalog" | "log">> = {},
): Promise<OpenFolder> {
  let tell: (fields: LogFields) => void = () => {};
  const swept = new Promise<LogFields>((resolve) => {
    tell = resolve;
  });
  const hear = (event: string, fields: LogFields = {}) => event === "store swept" && tell(fields);
  const log: Log = { ...silentLog, debug: hear, info: hear };
  const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
  const store = await createEmbeddedStore({ dataDir, catalog, clock: Date, log, ...options });
  return {
    store,
    swept,
    close: async () => {
      await store.close();
      await catalog.close();
    },
  };
}
