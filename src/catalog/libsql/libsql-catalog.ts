import { chmod, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../../base/failure.js";
import type { Catalog } from "../../service/ports.js";
import { libsqlAccessKeys } from "./access-keys.js";
import { bucketRecords } from "./buckets.js";
import { libsqlCompletedUploads } from "./completed-uploads.js";
import { type Database, openDatabase, sqliteCode } from "./database.js";
import { libsqlDerivations } from "./derivations.js";
import { libsqlFacts } from "./facts.js";
import { libsqlImageIndex, libsqlListedIndex } from "./image-index.js";
import { takeLock } from "./lock.js";
import { isPresentForm, migrate } from "./migrate.js";
import { libsqlNotes } from "./notes.js";
import { objectRows } from "./object-rows.js";
import { objectRecords } from "./objects.js";
import { styleVersionRows } from "./style-version-rows.js";
import { libsqlStyleVersions } from "./style-versions.js";
import { styleRecords } from "./styles.js";
import { uploadRecords } from "./uploads.js";
import { libsqlUrlRecords } from "./url-records.js";
import { libsqlWalks } from "./walks.js";

export interface LibsqlCatalogOptions {
  /** The file; it is made when it is missing, with its folder. */
  readonly path: string;
  /** What is expected of the folder where another process has the file. */
  readonly whenInUse?: string;
  /**
   * Open it beside a gateway that has it, too: for a process that writes by `facts.keepInspection`, `facts.tell` and `walks` alone,
   * of which no process keeps anything in memory.
   */
  readonly besideGateway?: boolean;
}

/**
 * Records in one SQLite file, for one process at a time: a second one is refused until this one closes or ends. Throws
 * InvalidArgument when the folder cannot be made, and when the file is in use, is newer than this program, or is no catalog.
 */
export async function createLibsqlCatalog(options: LibsqlCatalogOptions): Promise<Catalog> {
  const { path, besideGateway = false, whenInUse = "a folder that no other running gateway uses" } = options;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw refuseFolder(folder, "a folder that is there or can be made", error);
  });
  const lock = () => takeLock(`${path}.lock`, { folder, expected: whenInUse });
  const unlock = besideGateway ? () => {} : lock();
  let database: Database | undefined;
  try {
    await keepPrivate(path);
    database = openDatabase(path);
    // WAL with synchronous=FULL: a transaction is on the disk when it returns.
    database.prepare("pragma journal_mode = wal").all();
    database.exec("pragma synchronous = full");
    // Another program may look into the file, a backup for one; wait for it a little rather than fail.
    database.prepare("pragma busy_timeout = 2000").all();
    if (besideGateway) migrateBeside(database, folder, lock);
    else migrate(database, folder);
    return catalogOver(database, unlock);
  } catch (error) {
    database?.close();
    unlock();
    if (sqliteCode(error) !== "SQLITE_NOTADB") throw error;
    throw refuseFolder(folder, `a data folder of Imgraph; its ${path} is something else, or damaged`, error);
  }
}

/** A gateway that has the file has brought it to the form that it knows: where that is another, nobody else may touch it. */
function migrateBeside(database: Database, folder: string, lock: () => () => void): void {
  if (isPresentForm(database)) return;
  const unlock = lock();
  try {
    migrate(database, folder);
  } finally {
    unlock();
  }
}

/** The file holds the secrets of access keys. SQLite gives its mode to the files that it makes beside it. */
async function keepPrivate(path: string): Promise<void> {
  await (await open(path, "a", 0o600)).close();
  for (const each of [path, `${path}-wal`, `${path}-shm`])
    await chmod(each, 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
}

function refuseFolder(folder: string, expected: string, cause: unknown): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name: "IMGRAPH_DATA_DIR", got: folder, expected }, { cause });
}

function catalogOver(database: Database, unlock: () => void): Catalog {
  const rows = objectRows(database);
  const versions = styleVersionRows(database);
  const probe = database.prepare<[number]>("select count(*) from buckets");
  return {
    ...bucketRecords(database),
    ...objectRecords(database, rows),
    ...uploadRecords(database, rows),
    ...styleRecords(database, versions),
    styleVersions: libsqlStyleVersions(database, versions),
    accessKeys: libsqlAccessKeys(database),
    images: libsqlImageIndex(database),
    facts: libsqlFacts(database),
    listedImages: libsqlListedIndex(database),
    walks: libsqlWalks(database),
    notes: libsqlNotes(database),
    derivations: libsqlDerivations(database),
    completedUploads: libsqlCompletedUploads(database),
    urls: libsqlUrlRecords(database),

    check: async () => {
      probe.first();
    },

    close: async () => {
      try {
        // Moves everything into the one file, so that a copy of it is whole.
        database.exec("pragma wal_checkpoint(truncate)");
      } finally {
        database.close();
        unlock();
      }
    },
  };
}
