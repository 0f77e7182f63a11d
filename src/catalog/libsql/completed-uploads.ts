import type { CompletedUploads, ObjectRef } from "../../service/ports.js";
import type { Database } from "./database.js";
import { encodeKey } from "./object-row.js";

/** Which uploads became objects. */
export function libsqlCompletedUploads(database: Database): CompletedUploads {
  const put = database.prepare(
    "insert or replace into completed_uploads (bucket, key, etag, completed_at) values (?, ?, ?, ?)",
  );
  const find = database.prepare<[etag: string, completedAt: number]>(
    "select etag, completed_at from completed_uploads where bucket = ? and key = ?",
  );
  const forget = database.prepare("delete from completed_uploads where completed_at < ?");
  const nameOf = ({ bucket, key }: ObjectRef): [string, Uint8Array] => [bucket, encodeKey(key)];

  return {
    keep: async ({ staged, etag, completedAt }) =>
      database.write(() => {
        put.run(...nameOf(staged), etag, completedAt);
      }),

    find: async (staged) => {
      const [etag, completedAt] = find.first(...nameOf(staged)) ?? [];
      return etag === undefined || completedAt === undefined ? undefined : { staged, etag, completedAt };
    },

    forgetBefore: async (time) =>
      database.write(() => {
        forget.run(time);
      }),
  };
}
