import { Failure } from "../../base/failure.js";
import { openDatabase, sqliteCode } from "./database.js";

export interface LockRefusal {
  /** The data folder. */
  readonly folder: string;
  /** What it ought to be, where somebody has the lock. */
  readonly expected: string;
}

/**
 * Takes the file at `path` for this process until the returned function is called or the process ends, however it ends.
 * SQLite's exclusive lock is the operating system's lock on the file: nothing stale is left behind by a kill.
 * Throws InvalidArgument naming the setting when another process, or another part of this one, holds it.
 */
export function takeLock(path: string, { folder, expected }: LockRefusal): () => void {
  const file = openDatabase(path);
  try {
    file.exec("begin exclusive");
  } catch (error) {
    file.close();
    if (sqliteCode(error) !== "SQLITE_BUSY") throw error;
    throw new Failure("InvalidArgument", { name: "IMGRAPH_DATA_DIR", got: folder, expected }, { cause: error });
  }
  return () => file.close();
}
