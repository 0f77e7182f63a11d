import { decodeKey, encodeKey } from "./object-row.js";

/** Where a scan begins: at the rows of the key whose id is greater, `""` for all of them, then those of greater keys. */
export interface Position {
  readonly key: Uint8Array;
  readonly id: string;
}

/** Rows of one bucket from a position to before the key `to`, in byte order, at most `limit`. */
export type Scan<Row> = (from: Position, to: Uint8Array, limit: number) => Row[];

export interface Walk<Row> {
  readonly prefix?: string | undefined;
  readonly delimiter?: string | undefined;
  /** Strictly after this key or common prefix; with an id, also its own rows of a greater id. */
  readonly after?: { readonly key: string; readonly id?: string } | undefined;
  readonly limit: number;
  readonly scan: Scan<Row>;
  readonly keyOf: (row: Row) => Uint8Array;
  /** What `after` would be for the rows behind this one. */
  readonly behindRow: (row: Row) => Position;
}

export interface KeyPage<Row> {
  readonly rows: readonly Row[];
  readonly commonPrefixes: readonly string[];
  /** The last entry, when there is more. */
  readonly last?: { readonly row: Row } | { readonly commonPrefix: string };
}

/**
 * One page of a listing. Everything below a common prefix is passed by one seek behind it, so the work follows the
 * length of the page and not the number of keys, however these are laid out.
 */
export function walkKeys<Row>(walk: Walk<Row>): KeyPage<Row> {
  const prefix = encodeKey(walk.prefix ?? "");
  const delimiter = encodeKey(walk.delimiter ?? "");
  const end = behind(prefix);
  const rows: Row[] = [];
  const commonPrefixes: string[] = [];
  let last: KeyPage<Row>["last"];
  let from = firstPosition(prefix, delimiter, walk.after);
  let batch = delimiter.length === 0 ? walk.limit + 1 : 1;

  for (;;) {
    // One row more than fits tells whether there is a next page.
    batch = Math.min(batch, walk.limit + 1 - rows.length - commonPrefixes.length);
    const found = walk.scan(from, end, batch);
    let rolledUp = false;
    for (const row of found) {
      if (rows.length + commonPrefixes.length === walk.limit)
        return { rows, commonPrefixes, ...(last !== undefined && { last }) };
      const common = commonPrefix(walk.keyOf(row), prefix, delimiter);
      if (common) {
        last = { commonPrefix: decodeKey(common) };
        commonPrefixes.push(last.commonPrefix);
        from = { key: behind(common), id: "" };
        rolledUp = true;
        break;
      }
      last = { row };
      rows.push(row);
      from = walk.behindRow(row);
    }
    if (found.length < batch && !rolledUp) return { rows, commonPrefixes };
    // Behind a common prefix often comes another one: read one row then, and more the longer plain keys follow.
    batch = rolledUp ? 1 : batch * 2;
  }
}

/** The smallest bytes greater than `key`. */
export function afterKey(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.of(0)]);
}

/** The first rows that may appear: the prefix's own, or what follows `after`, and all of it where that is a common prefix. */
function firstPosition(prefix: Uint8Array, delimiter: Uint8Array, after: Walk<unknown>["after"]): Position {
  const start = { key: prefix, id: "" };
  if (!after?.key) return start;
  const key = encodeKey(after.key);
  const common = commonPrefix(key, prefix, delimiter);
  const isPassed = common?.length === key.length;
  const from = isPassed
    ? { key: behind(key), id: "" }
    : after.id === undefined
      ? { key: afterKey(key), id: "" }
      : { key, id: after.id };
  return Buffer.compare(from.key, prefix) >= 0 ? from : start;
}

/** The key up to and with the first delimiter behind the prefix; undefined when it holds none. */
function commonPrefix(key: Uint8Array, prefix: Uint8Array, delimiter: Uint8Array): Uint8Array | undefined {
  if (delimiter.length === 0 || !startsWith(key, prefix)) return undefined;
  const at = asBuffer(key).indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.subarray(0, at + delimiter.length);
}

/** The smallest bytes greater than every text that starts with `prefix`: UTF-8 has no byte 255. */
export function behind(prefix: Uint8Array): Uint8Array {
  if (prefix.length === 0) return Buffer.of(255);
  const bytes = Buffer.from(prefix);
  bytes[bytes.length - 1]! += 1;
  return bytes;
}

function startsWith(key: Uint8Array, prefix: Uint8Array): boolean {
  return key.length >= prefix.length && Buffer.compare(key.subarray(0, prefix.length), prefix) === 0;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
