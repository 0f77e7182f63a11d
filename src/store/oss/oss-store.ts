import { isFailure } from "../../base/failure.js";
import type { Store } from "../../service/ports.js";
import { buckets } from "./buckets.js";
import { copying } from "./copy-object.js";
import { KnownBuckets } from "./known-buckets.js";
import { objects } from "./objects.js";
import type { OssStoreUse } from "./oss-store-use.js";
import { prepareWorkDir, reading } from "./read-object.js";
import { styles } from "./styles.js";
import { uploads } from "./uploads.js";
import { writing } from "./write-object.js";

/** The largest object, and part. Source: OSS manual, PutObject. */
const maxObjectBytes = 5 * 1024 ** 3;

/**
 * Buckets, objects, uploads, ACLs and styles of an object storage that speaks the OSS protocol; it owns them, and is asked
 * each time.
 */
export async function createOssStore(use: OssStoreUse): Promise<Store> {
  await prepareWorkDir(use.workDir);
  const { client } = use;
  const known = new KnownBuckets(use);
  const write = { ...use, known, maxObjectBytes };
  const multipart = uploads(write);
  const { deleteBucket, ...otherBuckets } = buckets(use);

  return {
    ...otherBuckets,
    ...objects(use),
    ...reading(use),
    ...writing(write),
    ...multipart,
    ...copying({ ...write, ...multipart, maxCopiedBytes: use.maxCopiedBytes ?? 1024 ** 3 }),
    ...styles(use),

    deleteBucket: async (name, signal) => {
      known.forget(name);
      if (!(await deleteBucket(name, signal))) return false;
      await use.styleVersions.forgetBucket(name);
      return true;
    },

    check: async (signal) => {
      const call = client.call({ method: "GET", query: { "max-keys": 1 }, isRepeatable: true }, signal);
      await call.catch((error) => {
        // A key for some buckets only may not list them all: the storage answers, and knows the key.
        if (!isFailure(error, "AccessDenied")) throw error;
      });
    },
  };
}
