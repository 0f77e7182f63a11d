import type { ListPage, ListQuery } from "../../service/ports.js";
import { decodeKey, decodeObject, type ObjectRow } from "./object-row.js";
import { afterKey, walkKeys } from "./walk-keys.js";

/** Rows of the query's bucket with `from <= key < to` in byte order, at most `limit`. */
export type ObjectScan = (from: Uint8Array, to: Uint8Array, limit: number) => ObjectRow[];

/** One page of a bucket's objects. */
export function pageOfObjects(query: ListQuery, scan: ObjectScan): ListPage {
  const { rows, commonPrefixes, last } = walkKeys<ObjectRow>({
    ...query,
    after: query.after === undefined ? undefined : { key: query.after },
    scan: ({ key }, to, limit) => scan(key, to, limit),
    keyOf: ([, key]) => key,
    behindRow: ([, key]) => ({ key: afterKey(key), id: "" }),
  });
  const next = last && ("row" in last ? decodeKey(last.row[1]) : last.commonPrefix);
  return { objects: rows.map(decodeObject), commonPrefixes, ...(next !== undefined && { next }) };
}
