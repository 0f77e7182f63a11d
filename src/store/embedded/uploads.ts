import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { Failure } from "../../base/failure.js";
import { KeyedLock } from "../../base/keyed-lock.js";
import type { Part, Upload, UploadRecord, UploadStore } from "../../service/ports.js";
import { headersOf } from "../content/headers-of.js";
import { type CompleteUse, completeUpload } from "./complete-upload.js";
import { etagOf } from "./etags.js";
import type { ReceiveOptions } from "./receive-file.js";

/** Putting objects together of parts, each of which is received like an object of its own. */
export function uploads(use: CompleteUse): UploadStore {
  const { catalog, blobs, files, clock, maxObjectBytes } = use;
  const complete = completeUpload(use);
  /** By upload: what is recorded of one is recorded in turn, so that its parts stay while they are put together. */
  const locks = new KeyedLock();

  async function demand(upload: Upload): Promise<UploadRecord> {
    const record = await catalog.findUpload(upload, upload.id);
    if (record) return record;
    const { bucket, key, id } = upload;
    throw new Failure("NoSuchUpload", { bucket, key, uploadId: id });
  }

  async function receivePart(
    upload: Upload,
    number: number,
    body: Readable,
    options: Omit<ReceiveOptions, "maxBytes" | "head">,
    signal: AbortSignal,
  ): Promise<Part> {
    const content = await blobs.receive(body, { ...options, maxBytes: maxObjectBytes }, signal);
    const part: Part = {
      number,
      etag: etagOf(content.md5),
      crc64: content.crc64,
      byteSize: content.byteSize,
      lastModified: clock.now(),
    };
    const record = { ...part, blob: content.sha256 };
    const replaced = await locks.run(upload.id, () => blobs.keep(content, () => catalog.putPart(upload, record)));
    if (replaced && replaced.blob !== record.blob) await files.removeUnused([replaced]);
    return part;
  }

  return {
    async startUpload(at, options, signal) {
      signal.throwIfAborted();
      const upload: UploadRecord = {
        bucket: at.bucket,
        key: at.key,
        id: randomBytes(16).toString("hex").toUpperCase(),
        acl: options.acl ?? "default",
        initiatedAt: clock.now(),
        ...headersOf(options),
      };
      await catalog.startUpload(upload);
      return upload;
    },

    async findUpload(at, id, signal) {
      signal.throwIfAborted();
      return catalog.findUpload(at, id);
    },

    async listUploads(query, signal) {
      signal.throwIfAborted();
      return catalog.listUploads(query);
    },

    async putPart(upload, number, body, { expectedBytes, expectedMd5 }, signal) {
      signal.throwIfAborted();
      await demand(upload);
      return receivePart(upload, number, body, { expectedBytes, expectedMd5 }, signal);
    },

    async copyPart(upload, number, source, range, signal) {
      signal.throwIfAborted();
      await demand(upload);
      const expectedBytes = range ? range.end - range.start + 1 : source.byteSize;
      const stream = await files.open(source, range, signal);
      try {
        return await receivePart(upload, number, stream, { expectedBytes }, signal);
      } finally {
        stream.destroy();
      }
    },

    async listParts(upload, { after = 0, limit }, signal) {
      signal.throwIfAborted();
      await demand(upload);
      const found = await catalog.listParts(upload, { after, limit: limit + 1 });
      const parts = found.slice(0, limit).map(({ blob: _, ...part }) => part);
      const last = parts.at(-1);
      return { parts, ...(found.length > limit && last && { next: last.number }) };
    },

    async completeUpload(upload, options, signal) {
      signal.throwIfAborted();
      return locks.run(upload.id, async () => {
        signal.throwIfAborted();
        return complete(await demand(upload), options, signal);
      });
    },

    async abortUpload(upload, signal) {
      signal.throwIfAborted();
      return locks.run(upload.id, async () => {
        const parts = await catalog.abortUpload(upload);
        await files.removeUnused(parts ?? []);
        return parts !== undefined;
      });
    },
  };
}
