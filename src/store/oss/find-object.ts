import type { Clock } from "../../base/clock.js";
import type { OssAnswer, OssClient } from "../../oss/index.js";
import { textOf } from "../../oss/index.js";
import type { Facts, Inspection, ListedObject, ObjectAcl, ObjectRef, StoredObject } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { readEtag, readObject, readTime, versionOf } from "./object-headers.js";

export interface FindUse {
  readonly client: OssClient;
  readonly facts: Pick<Facts, "findInspections" | "tell">;
  readonly clock: Clock;
}

/**
 * The object, from its HEAD, its ACL and what the catalog keeps of exactly that version. What is found, the catalog is told, so
 * that its index of the bucket follows what happens here, and what is seen to have happened elsewhere.
 */
export async function findObject(use: FindUse, at: ObjectRef, signal: AbortSignal): Promise<StoredObject | undefined> {
  const { facts, clock } = use;
  const toldAt = clock.now();
  const found = await ask(use, at, signal);
  await facts.tell(at, found, toldAt);
  return found;
}

async function ask({ client, facts }: FindUse, at: ObjectRef, signal: AbortSignal): Promise<StoredObject | undefined> {
  const [head, acl] = await Promise.all([
    unlessAbsent(
      client.call({ method: "HEAD", bucket: at.bucket, key: at.key, isRepeatable: true }, signal),
      "NoSuchKey",
      "NoSuchBucket",
    ),
    unlessAbsent(
      client.call({ method: "GET", bucket: at.bucket, key: at.key, query: { acl: "" }, isRepeatable: true }, signal),
      "NoSuchKey",
      "NoSuchBucket",
    ),
  ]);
  // It may have gone between the two.
  if (!head || !acl) return undefined;
  const inspection = await inspectionOf(facts, at, head);
  return readObject(at, head.headers, { acl: readAcl(acl), inspection });
}

async function inspectionOf(
  facts: FindUse["facts"],
  { bucket, key }: ObjectRef,
  { headers }: OssAnswer,
): Promise<Inspection | undefined> {
  const version = versionOf(readEtag(headers.etag), readTime(headers["last-modified"]));
  const [inspection] = await facts.findInspections([{ bucket, key, version }]);
  return inspection;
}

/** What is not understood is nobody's to read. */
function readAcl({ xml }: OssAnswer): ObjectAcl {
  const grant = textOf(xml, "AccessControlList", "Grant");
  return grant === "default" || grant === "public-read" || grant === "public-read-write" ? grant : "private";
}

/** True when the answer's headers are those of that version. */
export function isVersion({ version }: Pick<ListedObject, "version">, headers: OssAnswer["headers"]): boolean {
  return versionOf(readEtag(headers.etag), readTime(headers["last-modified"])) === version;
}
