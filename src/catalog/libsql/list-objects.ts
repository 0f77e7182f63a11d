import type { ListPage, ListQuery, StoredObject } from "../../service/ports.js";
import { decodeKey, decodeObject, encodeKey, type ObjectRow } from "./object-row.js";

/** Rows of the query's bucket with `from <= key < to` in byte order, at most `limit`. */
export type Scan = (from: Uint8Array, to: Uint8Array, limit: number) => ObjectRow[];

/**
 * One page of a listing. Everything below a common prefix is passed by one seek behind it, so the work follows the
 * length of the page and not the number of keys, however these are laid out.
 */
export function listObjects(query: ListQuery, scan: Scan): ListPage {
  const prefix = encodeKey(query.prefix ?? "");
  const delimiter = encodeKey(query.delimiter ?? "");
  const end = behind(prefix);
  const objects: StoredObject[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  let from = firstKey(prefix, delimiter, query.after);
  let batch = delimiter.length === 0 ? query.limit + 1 : 1;

  for (;;) {
    // One row more than fits tells whether there is a next page.
    batch = Math.min(batch, query.limit + 1 - objects.length - commonPrefixes.length);
    const rows = scan(from, end, batch);
    let rolledUp = false;
    for (const row of rows) {
      if (objects.length + commonPrefixes.length === query.limit)
        return { objects, commonPrefixes, ...(last !== undefined && { next: last }) };
      const key = row[1];
      const common = commonPrefix(key, prefix, delimiter);
      if (common) {
        last = decodeKey(common);
        commonPrefixes.push(last);
        from = behind(common);
        rolledUp = true;
        break;
      }
      const object = decodeObject(row);
      last = object.key;
      objects.push(object);
      from = after(key);
    }
    if (rows.length < batch && !rolledUp) return { objects, commonPrefixes };
    // Behind a common prefix often comes another one: read one row then, and more the longer plain keys follow.
    batch = rolledUp ? 1 : batch * 2;
  }
}

/** The first key that may appear: the prefix itself, or what follows `after`, and all of it where that is a common prefix. */
function firstKey(prefix: Uint8Array, delimiter: Uint8Array, afterText: string | undefined): Uint8Array {
  if (!afterText) return prefix;
  const bytes = encodeKey(afterText);
  const common = commonPrefix(bytes, prefix, delimiter);
  const from = common?.length === bytes.length ? behind(bytes) : after(bytes);
  return Buffer.compare(from, prefix) > 0 ? from : prefix;
}

/** The key up to and with the first delimiter behind the prefix; undefined when it holds none. */
function commonPrefix(key: Uint8Array, prefix: Uint8Array, delimiter: Uint8Array): Uint8Array | undefined {
  if (delimiter.length === 0 || !startsWith(key, prefix)) return undefined;
  const at = asBuffer(key).indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.subarray(0, at + delimiter.length);
}

/** The smallest bytes greater than `key`. */
function after(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.of(0)]);
}

/** The smallest bytes greater than every text that starts with `prefix`: UTF-8 has no byte 255. */
function behind(prefix: Uint8Array): Uint8Array {
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
