import type { Readable } from "node:stream";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { Log } from "../../base/log.js";
import type { OssAnswer, OssCall, OssClient } from "../../oss/index.js";
import type { Facts, ObjectRef, Store, StoredObject } from "../../service/ports.js";
import type { ContentChecks } from "../content/checked-content.js";
import type { ContentFacts } from "../content/content-digest.js";
import { headersOf } from "../content/headers-of.js";
import { unlessAbsent } from "./absent.js";
import { findObject } from "./find-object.js";
import type { KnownBuckets } from "./known-buckets.js";
import { readEtag, readTime, versionOf, writtenHeaders } from "./object-headers.js";
import { sentBody } from "./sent-body.js";

export interface WriteUse {
  readonly client: OssClient;
  readonly facts: Pick<Facts, "findInspections" | "keepInspection" | "tell">;
  readonly known: KnownBuckets;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxObjectBytes: number;
}

/** Putting and appending: the bytes go through, checked on the way, and what the storage has of them is compared. */
export function writing(use: WriteUse): Pick<Store, "put" | "append"> {
  const { client, known, log, maxObjectBytes } = use;

  return {
    put: async ({ bucket, key }, body, options, signal) => {
      const at: ObjectRef = { bucket, key };
      const { forbidOverwrite = false, expectedBytes, expectedMd5, acl } = options;
      await known.demand(at.bucket, signal);
      const call: OssCall = {
        method: "PUT",
        ...at,
        headers: {
          ...writtenHeaders(options),
          "x-oss-object-acl": acl,
          ...(forbidOverwrite && { "x-oss-forbid-overwrite": "true" }),
        },
        // A second sending would find what the first has written.
        isRepeatable: !forbidOverwrite,
      };
      const { answer, facts } = await send(
        client,
        call,
        body,
        { maxBytes: maxObjectBytes, expectedBytes, expectedMd5 },
        signal,
      );
      if (isAltered(answer, facts)) {
        log.error("object altered on its way to the object storage", { bucket: at.bucket, key: at.key });
        await removeVersion(client, at, answer);
        throw new Failure("ServiceUnavailable", { reason: "The object was altered on its way.", retryAfterSeconds: 1 });
      }
      const { byteSize, crc64 } = facts;
      const made = { ...headersOf(options), acl: acl ?? "default", type: "Normal", byteSize, crc64 } as const;
      return written(use, at, answer, signal, () => ({ ...at, ...made, ...versionIn(answer) }));
    },

    append: async (at, body, options, signal) => {
      const { position, expectedBytes, expectedMd5, acl } = options;
      await known.demand(at.bucket, signal);
      const call: OssCall = {
        method: "POST",
        bucket: at.bucket,
        key: at.key,
        query: { append: "", position },
        headers: { ...writtenHeaders(options), ...(position === 0 && { "x-oss-object-acl": acl }) },
        isRepeatable: false,
      };
      const { answer, facts } = await send(
        client,
        call,
        body,
        { maxBytes: maxObjectBytes, expectedBytes, expectedMd5 },
        signal,
      );
      return written(use, at, answer, signal, (found) => ({
        bucket: at.bucket,
        key: at.key,
        ...headersOf(found ?? options),
        acl: found?.acl ?? acl ?? "default",
        type: "Appendable",
        byteSize: Number(answer.headers["x-oss-next-append-position"] ?? position + facts.byteSize),
        crc64: answer.headers["x-oss-hash-crc64ecma"] ?? "",
        ...versionIn(answer),
      }));
    },
  };
}

/** How long removing what must not stay may take, ms. */
const removalMs = 10_000;

/** Removes what was just written, also for a caller that has left. What another writer has put in its place stays. */
async function removeVersion(client: OssClient, { bucket, key }: ObjectRef, { headers }: OssAnswer): Promise<void> {
  const patience = AbortSignal.timeout(removalMs);
  const head = client.call({ method: "HEAD", bucket, key, isRepeatable: true }, patience);
  const found = await unlessAbsent(head, "NoSuchKey", "NoSuchBucket");
  if (found && readEtag(found.headers.etag) === readEtag(headers.etag))
    await client.call({ method: "DELETE", bucket, key, isRepeatable: true }, patience);
}

/** What the answer to a writing tells of the version that it made. */
function versionIn({ headers }: OssAnswer): Pick<StoredObject, "etag" | "lastModified" | "version"> {
  const [etag, lastModified] = [readEtag(headers.etag), readTime(headers.date)];
  return { etag, lastModified, version: versionOf(etag, lastModified) };
}

/** Sends a body with a call. Throws what the checks do, and what the storage says. */
export async function send(
  client: OssClient,
  call: OssCall,
  body: Readable,
  checks: ContentChecks,
  signal: AbortSignal,
): Promise<{ readonly answer: OssAnswer; readonly facts: ContentFacts }> {
  const sent = await sentBody(body, checks, signal);
  try {
    const answer = await client.call(
      { ...call, headers: { ...call.headers, ...sent.headers }, body: sent.content },
      signal,
    );
    return { answer, facts: sent.facts() };
  } finally {
    sent.release();
  }
}

/** The storage has other bytes than were sent. Without a checksum nobody knows. */
export function isAltered({ headers }: OssAnswer, { crc64 }: ContentFacts): boolean {
  const answered = headers["x-oss-hash-crc64ecma"];
  return answered !== undefined && answered !== crc64;
}

/**
 * The record of what was just written; `otherwise` when another writer has replaced or deleted it already, with what is there
 * now.
 */
export async function written(
  use: Pick<WriteUse, "client" | "facts" | "clock">,
  at: ObjectRef,
  answer: OssAnswer,
  signal: AbortSignal,
  otherwise: (found: StoredObject | undefined) => StoredObject,
): Promise<StoredObject> {
  const found = await findObject(use, at, signal);
  return found && found.etag === readEtag(answer.headers.etag) ? found : otherwise(found);
}
