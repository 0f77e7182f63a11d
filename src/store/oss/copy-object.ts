import { Failure } from "../../base/failure.js";
import type { OssCall } from "../../oss/index.js";
import { textOf } from "../../oss/index.js";
import type { ByteRange, CopyOptions, ObjectRef, Store, StoredObject } from "../../service/ports.js";
import { headersOf } from "../content/headers-of.js";
import { unlessAbsent } from "./absent.js";
import { findObject } from "./find-object.js";
import { readEtag, readTime, versionOf, writtenHeaders } from "./object-headers.js";
import type { WriteUse } from "./write-object.js";

/** Copying within the object storage: no bytes come here. */
export function copying(
  use: WriteUse &
    Pick<Store, "startUpload" | "copyPart" | "completeUpload" | "abortUpload"> & { readonly maxCopiedBytes: number },
): Pick<Store, "copy"> {
  const { client, facts, maxCopiedBytes } = use;

  async function copyAtOnce(source: StoredObject, target: ObjectRef, options: CopyOptions, signal: AbortSignal) {
    const call: OssCall = {
      method: "PUT",
      bucket: target.bucket,
      key: target.key,
      headers: {
        ...copySource(source),
        ...(options.headers && { ...writtenHeaders(options.headers), "x-oss-metadata-directive": "REPLACE" }),
        "x-oss-object-acl": options.acl,
        ...(options.forbidOverwrite && { "x-oss-forbid-overwrite": "true" }),
      },
      isRepeatable: !options.forbidOverwrite,
    };
    const { xml } = await ofSource(source, client.call(call, signal));
    const etag = readEtag(textOf(xml, "ETag"));
    const lastModified = readTime(textOf(xml, "LastModified"));
    const made: StoredObject = {
      ...target,
      ...headersOf(options.headers ?? source),
      version: versionOf(etag, lastModified),
      etag,
      crc64: source.crc64,
      byteSize: source.byteSize,
      acl: options.acl ?? "default",
      type: "Normal",
      lastModified,
    };
    const found = await findObject(use, target, signal);
    // Another writer may have been quicker: then it was this for a moment.
    return found?.etag === etag ? found : made;
  }

  async function copyInParts(source: StoredObject, target: ObjectRef, options: CopyOptions, signal: AbortSignal) {
    const { acl, forbidOverwrite = false } = options;
    const upload = await use.startUpload(
      target,
      { ...headersOf(options.headers ?? source), ...(acl && { acl }) },
      signal,
    );
    try {
      const parts = [];
      for (const [i, range] of rangesOf(source.byteSize, maxCopiedBytes / 2).entries())
        parts.push(await use.copyPart(upload, i + 1, source, range, signal));
      return await use.completeUpload(upload, { parts, forbidOverwrite }, signal);
    } catch (error) {
      // Also for a caller that has left: parts that nobody needs cost money.
      await use.abortUpload(upload, AbortSignal.timeout(10_000)).catch(() => false);
      throw error;
    }
  }

  return {
    copy: async (source, target, options, signal) => {
      const copy = source.byteSize > maxCopiedBytes ? copyInParts : copyAtOnce;
      const made = await copy(source, { bucket: target.bucket, key: target.key }, options, signal);
      if (!source.inspection) return made;
      await facts.keepInspection(made, source.inspection);
      return { ...made, inspection: source.inspection };
    },
  };
}

/** Headers that name exactly this version. */
export function copySource({ bucket, key, etag }: StoredObject): Record<string, string> {
  return {
    "x-oss-copy-source": `/${bucket}/${encodeURIComponent(key).replace(/[!'()*]/g, percentEncoded)}`,
    "x-oss-copy-source-if-match": `"${etag}"`,
  };
}

/** What the work answers; NoSuchKey when the source is no longer that version. */
export async function ofSource<T>({ bucket, key }: ObjectRef, work: Promise<T>): Promise<T> {
  const answer = await unlessAbsent(work, "NoSuchKey", "PreconditionFailed");
  if (answer === undefined) throw new Failure("NoSuchKey", { bucket, key });
  return answer;
}

function rangesOf(byteSize: number, partBytes: number): ByteRange[] {
  return Array.from({ length: Math.ceil(byteSize / partBytes) }, (_, i) => ({
    start: i * partBytes,
    end: Math.min((i + 1) * partBytes, byteSize) - 1,
  }));
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
