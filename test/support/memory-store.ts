import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Failure } from "../../src/base/failure.js";
import type { Bucket, ListedObject, ObjectHeaders, ObjectRef, Store, StoredObject } from "../../src/service/ports.js";
import { Crc64 } from "../../src/store/content/crc64.js";
import { naiveListing } from "../catalog/naive-listing.js";
import { memoryStyles } from "./memory-styles.js";
import { memoryUploads } from "./memory-uploads.js";

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
  const calls: string[] = [];
  let versions = 0;
  let filesInUse = 0;
  let folder: string | undefined;
  const id = ({ bucket, key }: ObjectRef) => `${bucket}/${key}`;
  const current = ({ version, ...at }: ListedObject): Entry => {
    const entry = entries.get(id(at));
    if (entry?.object.version !== version) throw new Failure("NoSuchKey", at);
    return entry;
  };
  const change = (at: ObjectRef, part: Partial<StoredObject>): boolean => {
    const entry = entries.get(id(at));
    if (entry) entries.set(id(at), { ...entry, object: { ...entry.object, ...part } });
    return entry !== undefined;
  };
  const keep = (object: Omit<StoredObject, "version" | "crc64" | "byteSize" | "lastModified">, bytes: Buffer) => {
    versions += 1;
    const crc64 = new Crc64().update(bytes).value().toString();
    const kept = { ...object, version: String(versions), crc64, byteSize: bytes.length, lastModified: 0 };
    entries.set(id(object), { object: kept, bytes });
    return kept;
  };
  const { anyIn, ...uploads } = memoryUploads({
    hasBucket: (name) => buckets.has(name),
    hasObject: (at) => entries.has(id(at)),
    bytesOf: (object) => current(object).bytes,
    keep,
  });

  const store: Store = {
    async createBucket(name, acl) {
      const none = { cors: undefined, fallbackImage: undefined };
      const policy = { acl: "private", styleSeparators: [], sourceProtection: [], ...none } as const;
      const made = { ...(buckets.get(name) ?? { name, createdAt: 0, ...policy }), ...(acl && { acl }) };
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
      if ([...entries.values()].some(({ object }) => object.bucket === name) || anyIn(name))
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
      return keep({ ...at, ...headers, acl, etag: md5(bytes), type: "Normal" }, bytes);
    },
    find: async (at) => entries.get(id(at))?.object,
    open: async (object, range) => {
      const { bytes } = current(object);
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]);
    },
    read: async (object, range) => {
      const { bytes } = current(object);
      return range ? bytes.subarray(range.start, range.end + 1) : bytes;
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
    async copy(source, target, { headers, acl = "default", forbidOverwrite }) {
      const { object, bytes } = current(source);
      if (!buckets.has(target.bucket)) throw new Failure("NoSuchBucket", { bucket: target.bucket });
      if (forbidOverwrite && entries.has(id(target))) throw new Failure("FileAlreadyExists", target);
      const type = id(source) === id(target) ? object.type : "Normal";
      return keep({ ...(headers ? replaceHeaders(object, headers) : object), ...target, acl, type }, bytes);
    },
    async append(at, body, options, signal) {
      const { acl = "default", position, expectedBytes, expectedMd5: _1, ...headers } = options;
      const bytes = await buffer(body);
      signal.throwIfAborted();
      if (!buckets.has(at.bucket)) throw new Failure("NoSuchBucket", { bucket: at.bucket });
      const grown = entries.get(id(at));
      const length = grown?.bytes.length ?? 0;
      if (grown && grown.object.type !== "Appendable") throw new Failure("ObjectNotAppendable", at);
      if (position !== length) throw new Failure("PositionNotEqualToLength", { position, length });
      if (expectedBytes !== undefined && expectedBytes !== bytes.length) throw new Failure("RequestTimeout", {});
      const { inspection: _2, ...made } = grown?.object ?? { ...at, ...headers, acl, inspection: undefined };
      const whole = Buffer.concat([grown?.bytes ?? Buffer.alloc(0), bytes]);
      return keep({ ...made, etag: md5(whole), type: "Appendable" }, whole);
    },
    async delete(at, _, version) {
      const isOther = version !== undefined && entries.get(id(at))?.object.version !== version;
      return !isOther && entries.delete(id(at));
    },
    async deleteMany(bucket, keys) {
      for (const key of keys) entries.delete(id({ bucket, key }));
    },
    setObjectAcl: async (at, acl) => change(at, { acl }),
    async list({ bucket, limit, ...query }) {
      const objects = [...entries.values()].map(({ object }) => object).filter((object) => object.bucket === bucket);
      const byKey = new Map<string, StoredObject>(objects.map((object) => [object.key, object]));
      const names = naiveListing([...byKey.keys()], query);
      const shown = names.slice(0, limit);
      const last = shown.at(-1);
      const { prefix = "", delimiter = "" } = query;
      const isPrefix = (name: string) => delimiter !== "" && name.includes(delimiter, prefix.length);
      return {
        objects: shown.flatMap((name) => (isPrefix(name) ? [] : (byKey.get(name) ?? []))),
        commonPrefixes: shown.filter(isPrefix),
        ...(last !== undefined && shown.length < names.length && { next: last }),
      };
    },
    async keepInspection({ version, ...at }, inspection) {
      if (entries.get(id(at))?.object.version === version) change(at, { inspection });
    },

    ...uploads,

    ...memoryStyles(),

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

function replaceHeaders({ bucket, key, etag, acl, type, inspection }: StoredObject, headers: ObjectHeaders) {
  return { bucket, key, etag, acl, type, ...(inspection && { inspection }), ...headers };
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex").toUpperCase();
}
