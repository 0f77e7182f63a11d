import type { ListedObject, Walk, Walks } from "../../service/ports.js";
import type { Database } from "./database.js";
import { encodeListed, listedExcluded, putListed } from "./listed-row.js";
import { decodeKey, encodeKey } from "./object-row.js";
import { behind } from "./walk-keys.js";

/** Rows that one transaction writes: a gateway that writes into the same file waits that long. */
const maxTogether = 200;

/** Keeps what walks through the listings of an object storage find. */
export function libsqlWalks(database: Database): Walks {
  const sql = prepare(database);

  /** Takes in one run of keys; answers how many were there besides. */
  const passRun = (walk: Walk, objects: readonly ListedObject[], to: string | undefined, listedAt: number) =>
    database.write(() => {
      for (const object of objects) {
        const { bucket, key, version, etag } = object;
        // Mostly it is as it was, and then no index is touched.
        if (sql.touch.run(listedAt, bucket, encodeKey(key), version, etag, listedAt) > 0) continue;
        sql.put.run(...encodeListed(object, listedAt));
      }
      const from = encodeKey(walk.behind ?? "");
      const prefix = encodeKey(walk.prefix);
      const range = [walk.bucket, prefix, behind(prefix), from] as const;
      // What is in the run was told of just now; what was told of later was written since.
      const removed =
        to === undefined
          ? sql.removeRest.run(...range, listedAt)
          : sql.removeUpTo.run(...range, encodeKey(to), listedAt);
      if (to !== undefined) sql.note.run(encodeKey(to), walk.bucket, prefix);
      return removed;
    });

  return {
    begin: (place, { now, since }) =>
      database.write(() => {
        const { bucket } = place;
        const prefix = encodeKey(place.prefix);
        const [begunAt, key] = sql.find.first(bucket, prefix, since) ?? [];
        if (begunAt != null) return { ...place, begunAt, ...(key && { behind: decodeKey(key) }) };
        sql.begin.run(bucket, prefix, now);
        return { ...place, begunAt: now };
      }),

    async pass(walk, { objects, next, listedAt }) {
      let at = walk;
      let removed = 0;
      for (let from = 0; from === 0 || from < objects.length; from += maxTogether) {
        const run = objects.slice(from, from + maxTogether);
        const to = from + maxTogether < objects.length ? run.at(-1)?.key : next;
        removed += await passRun(at, run, to, listedAt);
        if (to !== undefined) at = { ...at, behind: to };
      }
      return { walk: at, removed };
    },

    end: ({ bucket, prefix, begunAt }) =>
      database.write(() => {
        sql.end.run(bucket, encodeKey(prefix), begunAt);
      }),
  };
}

function prepare(database: Database) {
  const range = "bucket = ? and key >= ? and key < ? and key > ?";
  return {
    find: database.prepare<[begunAt: number, behind: Uint8Array | null]>(
      "select begun_at, behind from walks where bucket = ? and prefix = ? and begun_at >= ?",
    ),
    begin: database.prepare(
      `insert into walks (bucket, prefix, begun_at) values (?, ?, ?)
       on conflict (bucket, prefix) do update set begun_at = excluded.begun_at, behind = null`,
    ),
    note: database.prepare("update walks set behind = ? where bucket = ? and prefix = ?"),
    end: database.prepare(
      "update walks set indexed_at = begun_at, begun_at = null, behind = null where bucket = ? and prefix = ? and begun_at = ?",
    ),
    touch: database.prepare(
      "update listed_objects set told_at = ? where bucket = ? and key = ? and version = ? and etag = ? and told_at <= ?",
    ),
    put: database.prepare(
      `${putListed} on conflict (bucket, key) do update set
         inspection = iif(version = excluded.version, inspection, null), ${listedExcluded}, told_at = excluded.told_at
         where told_at <= excluded.told_at`,
    ),
    removeUpTo: database.prepare(`delete from listed_objects where ${range} and key <= ? and told_at < ?`),
    removeRest: database.prepare(`delete from listed_objects where ${range} and told_at < ?`),
  };
}
