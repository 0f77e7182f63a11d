import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Failure } from "../../src/base/failure.js";
import type {
  CompleteOptions,
  ObjectRef,
  Part,
  StoredObject,
  Upload,
  UploadRecord,
  UploadStore,
} from "../../src/service/ports.js";
import { Crc64 } from "../../src/store/content/crc64.js";

interface Received extends Part {
  readonly bytes: Buffer;
}

interface Entry {
  readonly upload: UploadRecord;
  readonly parts: Map<number, Received>;
}

/** What uploads need of the store that they belong to. */
export interface MemoryUploadsUse {
  hasBucket(name: string): boolean;
  hasObject(at: ObjectRef): boolean;
  bytesOf(object: StoredObject): Buffer;
  /** Puts the object in its place. */
  keep(object: Omit<StoredObject, "version" | "crc64" | "byteSize" | "lastModified">, bytes: Buffer): StoredObject;
}

/** The uploads of a store in maps. Delimiters of listings are not served. Times stand still. */
export function memoryUploads(use: MemoryUploadsUse): UploadStore & { anyIn(bucket: string): boolean } {
  const entries = new Map<string, Entry>();
  let started = 0;

  const demand = ({ bucket, key, id }: Upload): Entry => {
    const entry = entries.get(id);
    if (!entry) throw new Failure("NoSuchUpload", { bucket, key, uploadId: id });
    return entry;
  };

  const keepPart = (upload: Upload, number: number, bytes: Buffer): Part => {
    const part: Part = {
      number,
      etag: md5(bytes).toString("hex").toUpperCase(),
      crc64: new Crc64().update(bytes).value().toString(),
      byteSize: bytes.length,
      lastModified: 0,
    };
    demand(upload).parts.set(number, { ...part, bytes });
    return part;
  };

  return {
    anyIn: (bucket) => [...entries.values()].some(({ upload }) => upload.bucket === bucket),

    async startUpload(at, { acl = "default", ...headers }) {
      if (!use.hasBucket(at.bucket)) throw new Failure("NoSuchBucket", { bucket: at.bucket });
      started += 1;
      const id = started.toString(16).toUpperCase().padStart(32, "0");
      const upload: UploadRecord = { bucket: at.bucket, key: at.key, ...headers, id, acl, initiatedAt: 0 };
      entries.set(id, { upload, parts: new Map() });
      return upload;
    },

    async findUpload(at, id) {
      const upload = entries.get(id)?.upload;
      return upload?.bucket === at.bucket && upload.key === at.key ? upload : undefined;
    },

    async listUploads({ bucket, prefix = "", after, limit }) {
      const all = [...entries.values()]
        .map(({ upload }) => upload)
        .filter((upload) => upload.bucket === bucket && upload.key.startsWith(prefix))
        .filter(
          (upload) => !after || upload.key > after.key || (upload.key === after.key && upload.id > (after.id ?? "~")),
        )
        .sort((a, b) => (a.key < b.key || (a.key === b.key && a.id < b.id) ? -1 : 1));
      const uploads = all.slice(0, limit);
      const last = uploads.at(-1);
      const next = last && uploads.length < all.length && { next: { key: last.key, id: last.id } };
      return { uploads, commonPrefixes: [], ...next };
    },

    async putPart(upload, number, body: Readable, { expectedBytes, expectedMd5 }) {
      demand(upload);
      const bytes = await buffer(body);
      if (expectedBytes !== undefined && expectedBytes !== bytes.length) throw new Failure("RequestTimeout", {});
      if (expectedMd5 !== undefined && expectedMd5 !== md5(bytes).toString("base64"))
        throw new Failure("InvalidDigest", { provided: expectedMd5 });
      return keepPart(upload, number, bytes);
    },

    async copyPart(upload, number, source, range) {
      const bytes = use.bytesOf(source);
      return keepPart(upload, number, range ? bytes.subarray(range.start, range.end + 1) : bytes);
    },

    async listParts(upload, { after = 0, limit }) {
      const all = inOrder(demand(upload)).filter(({ number }) => number > after);
      const parts = all.slice(0, limit).map(({ bytes: _, ...part }) => part);
      const last = parts.at(-1);
      return { parts, ...(last && parts.length < all.length && { next: last.number }) };
    },

    async completeUpload(upload, options) {
      const entry = demand(upload);
      const chosen = choose(entry, options);
      if (options.forbidOverwrite && use.hasObject(upload))
        throw new Failure("FileAlreadyExists", { bucket: upload.bucket, key: upload.key });
      const digests = Buffer.concat(chosen.map(({ etag }) => Buffer.from(etag, "hex")));
      const etag = `${md5(digests).toString("hex").toUpperCase()}-${chosen.length}`;
      const { id: _1, initiatedAt: _2, ...rest } = entry.upload;
      const bytes = Buffer.concat(chosen.map((part) => part.bytes));
      entries.delete(upload.id);
      return use.keep({ ...rest, ...(options.acl && { acl: options.acl }), etag, type: "Multipart" }, bytes);
    },

    abortUpload: async ({ id }) => entries.delete(id),
  };
}

function inOrder({ parts }: Entry): Received[] {
  return [...parts.values()].sort((a, b) => a.number - b.number);
}

/** The rules of wire protocol §4.6. */
function choose(entry: Entry, { parts }: CompleteOptions): Received[] {
  const named = parts === "all" ? inOrder(entry) : parts;
  named.forEach(({ number }, i) => {
    if (i > 0 && number <= named[i - 1]!.number) throw new Failure("InvalidPartOrder", { partNumber: number });
  });
  const chosen = named.map(({ number, etag }) => {
    const part = entry.parts.get(number);
    if (part?.etag !== etag.toUpperCase()) throw new Failure("InvalidPart", { partNumber: number, etag });
    return part;
  });
  if (chosen.length === 0) throw new Failure("InvalidPart", { partNumber: 1, etag: "" });
  const small = chosen.slice(0, -1).find(({ byteSize }) => byteSize < 102_400);
  if (small) throw new Failure("EntityTooSmall", { limit: 102_400, got: small.byteSize, partNumber: small.number });
  return chosen;
}

function md5(bytes: Buffer): Buffer {
  return createHash("md5").update(bytes).digest();
}
