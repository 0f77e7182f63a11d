import { Failure } from "../../base/failure.js";
import { openDatabase, sqliteCode } from "./database.js";

/**
 * Takes the file at `path` for this process until the returned function is called or the process ends, however it ends.
 * SQLite's exclusive lock is the operating system's lock on the file: nothing stale is left behind by a kill.
 * Throws InvalidArgument naming the setting when another process, or another gateway in this one, holds it.
 */
export function takeLock(path: string, folder: string): () => void {
  const file = openDatabase(path);
  try {
    file.exec("begin exclusive");
  } catch (error) {
    file.close();
    if (sqliteCode(error) !== "SQLITE_BUSY") throw error;
    throw new Failure(
      "InvalidArgument",
      { name: "IMGRAPH_DATA_DIR", got: folder, expected: "a folder that no other running gateway uses" },
      { cause: error },
    );
  }
  return () => file.close();
}
