import type { OssAnswer, OssClient } from "../../oss/index.js";
import { textOf } from "../../oss/index.js";
import type { Facts, Inspection, ListedObject, ObjectAcl, ObjectRef, StoredObject } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { readEtag, readHttpDate, readObject, versionOf } from "./object-headers.js";

export interface FindUse {
  readonly client: OssClient;
  readonly facts: Pick<Facts, "findInspections">;
}

/** The object, from its HEAD, its ACL and what the catalog keeps of exactly that version. */
export async function findObject(use: FindUse, at: ObjectRef, signal: AbortSignal): Promise<StoredObject | undefined> {
  const { client, facts } = use;
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
  const version = versionOf(readEtag(headers.etag), readHttpDate(headers["last-modified"]));
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
  return versionOf(readEtag(headers.etag), readHttpDate(headers["last-modified"])) === version;
}
