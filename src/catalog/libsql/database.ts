import LibsqlDatabase from "libsql";
import { Failure } from "../../base/failure.js";
import { GroupCommit } from "./group-commit.js";

export type SqlValue = string | number | Uint8Array | null;

/** A prepared statement whose rows are arrays in the order of the selected columns. */
export interface Statement<Row extends readonly SqlValue[]> {
  all(...values: SqlValue[]): Row[];
  first(...values: SqlValue[]): Row | undefined;
  /** Runs a statement that answers no rows; the number of rows it changed. */
  run(...values: SqlValue[]): number;
}

/** One connection to an SQLite file. All calls are synchronous: keep them small. */
export interface Database {
  exec(sql: string): void;
  prepare<Row extends readonly SqlValue[]>(sql: string): Statement<Row>;
  /**
   * Runs `work` in one write transaction, committed and synced when this returns; a throw undoes all of it.
   * Throws ServiceUnavailable when the disk is full.
   */
  transaction<T>(work: () => T): T;
  /**
   * The same in a transaction that it may share with others that wait now. Resolves when it is committed and synced; a throw
   * undoes this work alone. Rejects with ServiceUnavailable when the disk is full.
   */
  write<T>(work: () => T): Promise<T>;
  /** Commits first what waits. */
  close(): void;
}

/** Opens the file, or makes an empty one. The folder must exist. Reading starts with the first statement. */
export function openDatabase(path: string): Database {
  const connection = new LibsqlDatabase(path, {});
  const exec = (sql: string): void => {
    connection.exec(sql);
  };
  const transaction = <T>(work: () => T): T => {
    exec("begin immediate");
    try {
      const result = work();
      exec("commit");
      return result;
    } catch (error) {
      // After a failed commit (a full disk) SQLite may have rolled back already.
      if (connection.inTransaction) exec("rollback");
      if (sqliteCode(error) !== "SQLITE_FULL") throw error;
      const reason = "there is no space left for records";
      throw new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 60 }, { cause: error });
    }
  };
  const group = new GroupCommit({ transaction, exec });

  return {
    exec,

    prepare: <Row extends readonly SqlValue[]>(sql: string): Statement<Row> => {
      const statement = connection.prepare(sql);
      // Raw rows are plain arrays; objects from `get` would carry an extra `_metadata` key.
      if (statement.reader) statement.raw(true);
      // Values go in as one array: a lone Buffer would be taken for an object of named parameters.
      return {
        all: (...values) => statement.all(values) as Row[],
        first: (...values) => statement.get(values) as Row | undefined,
        run: (...values) => statement.run(values).changes,
      };
    },

    transaction,
    write: (work) => group.write(work),

    close: () => {
      group.flush();
      if (connection.open) connection.close();
    },
  };
}

/** The result code of an SQLite error, `SQLITE_BUSY`; undefined for anything else. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof LibsqlDatabase.SqliteError ? error.code : undefined;
}

/** The number that a `select count(*)` answers. */
export function count(row: readonly [number] | undefined): number {
  return row?.[0] ?? 0;
}
