import type { BucketName } from "../../base/bucket-name.js";
import { childrenOf, textOf, type XmlNode } from "../../oss/index.js";
import type { Bucket, BucketAcl, BucketFacts, BucketPolicy, ListedBucket, Store } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { readCors, writeCors } from "./cors-document.js";
import { readTime } from "./object-headers.js";
import type { OssStoreUse } from "./oss-store-use.js";
import { RecentBuckets } from "./recent-buckets.js";

type BucketMethods = "createBucket" | "findBucket" | "listBuckets" | "updateBucket" | "deleteBucket";

const noFacts: BucketFacts = { styleSeparators: [], sourceProtection: [], fallbackImage: undefined };

/**
 * Buckets of the object storage; what its API does not tell (separators, source protection, fallback image) is kept in the
 * catalog.
 */
export function buckets({
  client,
  facts,
  clock,
}: Pick<OssStoreUse, "client" | "facts" | "clock">): Pick<Store, BucketMethods> {
  const recent = new RecentBuckets({ ask: find, clock });

  async function find(name: BucketName, signal: AbortSignal): Promise<Bucket | undefined> {
    const [info, cors, known] = await Promise.all([
      unlessAbsent(
        client.call({ method: "GET", bucket: name, query: { bucketInfo: "" }, isRepeatable: true }, signal),
        "NoSuchBucket",
      ),
      unlessAbsent(
        client.call({ method: "GET", bucket: name, query: { cors: "" }, isRepeatable: true }, signal),
        "NoSuchCORSConfiguration",
        "NoSuchBucket",
      ),
      facts.findBucketFacts(name),
    ]);
    if (!info) return undefined;
    return {
      name,
      createdAt: readTime(textOf(info.xml, "Bucket", "CreationDate")),
      acl: readBucketAcl(textOf(info.xml, "Bucket", "AccessControlList", "Grant")),
      cors: cors && readCors(cors.xml),
      ...(known ?? noFacts),
    };
  }

  async function setAcl(name: BucketName, acl: BucketAcl, signal: AbortSignal): Promise<void> {
    const headers = { "x-oss-acl": acl };
    await client.call({ method: "PUT", bucket: name, query: { acl: "" }, headers, isRepeatable: true }, signal);
  }

  async function setCors(name: BucketName, cors: BucketPolicy["cors"], signal: AbortSignal): Promise<void> {
    const call = { bucket: name, query: { cors: "" }, isRepeatable: true };
    if (cors === undefined) await client.call({ ...call, method: "DELETE" }, signal);
    else
      await client.call(
        { ...call, method: "PUT", body: writeCors(cors), headers: { "Content-Type": "application/xml" } },
        signal,
      );
  }

  return {
    createBucket: async (name, acl, signal) => {
      const headers = { "x-oss-acl": acl };
      const call = { method: "PUT", bucket: name, headers, isRepeatable: true } as const;
      await recent.change(name, () => client.call(call, signal));
      const made = await find(name, signal);
      return made ?? { name, acl: acl ?? "private", createdAt: 0, cors: undefined, ...noFacts };
    },

    findBucket: async (name, signal) => {
      signal.throwIfAborted();
      return recent.find(name, signal);
    },

    listBuckets: async ({ prefix, after, limit }, signal) => {
      const query = { prefix: prefix || undefined, marker: after || undefined, "max-keys": limit };
      const { xml } = await client.call({ method: "GET", query, isRepeatable: true }, signal);
      const [list] = childrenOf(xml, "Buckets");
      const buckets = childrenOf(list, "Bucket").map(readListedBucket);
      const next = textOf(xml, "IsTruncated") === "true" ? textOf(xml, "NextMarker") : undefined;
      return { buckets, ...(next !== undefined && { next }) };
    },

    updateBucket: (name, change, signal) =>
      recent.change(name, async () => {
        const before = await find(name, signal);
        if (!before) return undefined;
        if (change.acl !== undefined && change.acl !== before.acl) await setAcl(name, change.acl, signal);
        if ("cors" in change) await setCors(name, change.cors, signal);
        const after = { ...before, ...change };
        const { styleSeparators, sourceProtection, fallbackImage } = after;
        if (change.styleSeparators || change.sourceProtection || "fallbackImage" in change)
          await facts.keepBucketFacts(name, { styleSeparators, sourceProtection, fallbackImage });
        return after;
      }),

    deleteBucket: (name, signal) =>
      recent.change(name, async () => {
        const call = client.call({ method: "DELETE", bucket: name, isRepeatable: false }, signal);
        if (!(await unlessAbsent(call, "NoSuchBucket"))) return false;
        await facts.forgetBucket(name);
        return true;
      }),
  };
}

function readListedBucket(bucket: XmlNode): ListedBucket {
  return {
    name: (textOf(bucket, "Name") ?? "") as BucketName,
    createdAt: readTime(textOf(bucket, "CreationDate")),
  };
}

/** What is not understood is nobody's to read. */
function readBucketAcl(text: string | undefined): BucketAcl {
  return text === "public-read" || text === "public-read-write" ? text : "private";
}
