import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Failure } from "../../src/base/failure.js";
import type { Bucket, ObjectRef, Store, StoredObject, Style } from "../../src/service/ports.js";

/** What tests see of the fake besides the port. */
export interface MemoryStore extends Store {
  /** Files handed out and not yet released. */
  readonly filesInUse: number;
  /** Methods called, in order. */
  readonly calls: readonly string[];
}

interface Entry {
  readonly object: StoredObject;
  readonly bytes: Buffer;
}

/** A store in maps: enough of the port to test use-cases and doors, without its durability. Times stand still. */
export function memoryStore(): MemoryStore {
  const buckets = new Map<string, Bucket>();
  const entries = new Map<string, Entry>();
  const styles = new Map<string, Style>();
  const calls: string[] = [];
  let versions = 0;
  let filesInUse = 0;
  let folder: string | undefined;
  const id = ({ bucket, key }: ObjectRef) => `${bucket}/${key}`;
  const current = ({ version, ...at }: StoredObject): Entry => {
    const entry = entries.get(id(at));
    if (entry?.object.version !== version) throw new Failure("NoSuchKey", at);
    return entry;
  };
  const change = (at: ObjectRef, part: Partial<StoredObject>): boolean => {
    const entry = entries.get(id(at));
    if (entry) entries.set(id(at), { ...entry, object: { ...entry.object, ...part } });
    return entry !== undefined;
  };

  const store: Store = {
    async createBucket(name, acl) {
      const fresh = { name, acl: "private", createdAt: 0, styleSeparators: [], sourceProtection: [] } as const;
      const made = { ...(buckets.get(name) ?? fresh), ...(acl && { acl }) };
      buckets.set(name, made);
      return made;
    },
    findBucket: async (name) => buckets.get(name),
    async listBuckets({ prefix = "", after = "", limit }) {
      const all = [...buckets.values()].filter(({ name }) => name.startsWith(prefix) && name > after);
      const page = all.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, limit);
      const last = page.at(-1);
      return { buckets: page, ...(last && page.length < all.length && { next: last.name }) };
    },
    async updateBucket(name, change) {
      const bucket = buckets.get(name);
      const changed = bucket && { ...bucket, ...change };
      if (changed) buckets.set(name, changed);
      return changed;
    },
    async deleteBucket(name) {
      if ([...entries.values()].some(({ object }) => object.bucket === name))
        throw new Failure("BucketNotEmpty", { bucket: name });
      return buckets.delete(name);
    },

    async put(at, body, options, signal) {
      const { acl = "default", expectedBytes, expectedMd5: _, forbidOverwrite, ...headers } = options;
      const bytes = await buffer(body);
      signal.throwIfAborted();
      if (!buckets.has(at.bucket)) throw new Failure("NoSuchBucket", { bucket: at.bucket });
      if (forbidOverwrite && entries.has(id(at))) throw new Failure("FileAlreadyExists", at);
      if (expectedBytes !== undefined && expectedBytes !== bytes.length) throw new Failure("RequestTimeout", {});
      const etag = createHash("md5").update(bytes).digest("hex").toUpperCase();
      versions += 1;
      const object: StoredObject = {
        ...at,
        ...headers,
        acl,
        etag,
        version: String(versions),
        crc64: "0",
        byteSize: bytes.length,
        type: "Normal",
        lastModified: 0,
      };
      entries.set(id(at), { object, bytes });
      return object;
    },
    find: async (at) => entries.get(id(at))?.object,
    open: async (object, range) => {
      const { bytes } = current(object);
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]);
    },
    async file(object) {
      const { bytes } = current(object);
      folder ??= mkdtempSync(join(tmpdir(), "imgraph-memory-store-"));
      const path = join(folder, object.version);
      await writeFile(path, bytes);
      filesInUse += 1;
      return {
        path,
        release: async () => {
          filesInUse -= 1;
        },
      };
    },
    delete: async (at) => entries.delete(id(at)),
    setObjectAcl: async (at, acl) => change(at, { acl }),
    async list({ bucket, prefix = "", after = "", limit }) {
      const all = [...entries.values()]
        .map(({ object }) => object)
        .filter((object) => object.bucket === bucket && object.key.startsWith(prefix) && object.key > after);
      const objects = all.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, limit);
      const last = objects.at(-1);
      return { objects, commonPrefixes: [], ...(last && objects.length < all.length && { next: last.key }) };
    },
    async keepInspection({ version, ...at }, inspection) {
      if (entries.get(id(at))?.object.version === version) change(at, { inspection });
    },

    async putStyle(bucket, name, content) {
      const style = { bucket, name, content, createdAt: 0, updatedAt: 0 };
      styles.set(`${bucket}/${name}`, style);
      return style;
    },
    findStyle: async (bucket, name) => styles.get(`${bucket}/${name}`),
    listStyles: async (bucket) => [...styles.values()].filter((style) => style.bucket === bucket),
    deleteStyle: async (bucket, name) => styles.delete(`${bucket}/${name}`),

    async check() {},
    async close() {
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };

  const recorded = Object.fromEntries(
    Object.entries(store).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        calls.push(name);
        return (method as (...args: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Store;
  return Object.defineProperties(recorded, {
    filesInUse: { get: () => filesInUse },
    calls: { get: () => calls },
  }) as MemoryStore;
}
