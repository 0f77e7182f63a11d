import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Store } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { findObject } from "./find-object.js";
import { listObjects } from "./list-objects.js";
import type { OssStoreUse } from "./oss-store-use.js";
import { isXmlText, writeXml } from "./xml.js";

type ObjectMethods = "find" | "delete" | "deleteMany" | "setObjectAcl" | "list" | "keepInspection";

/** Records of objects: those of the object storage, and with each version what was seen of it. */
export function objects(use: OssStoreUse): Pick<Store, ObjectMethods> {
  const { client, facts } = use;

  async function deleteOne(bucket: BucketName, key: ObjectKey, signal: AbortSignal): Promise<void> {
    await client.call({ method: "DELETE", bucket, key, isRepeatable: true }, signal);
  }

  return {
    find: async (at, signal) => findObject(use, at, signal),

    list: (query, signal) => listObjects(use, query, signal),

    delete: async (at, signal) => {
      const head = client.call({ method: "HEAD", bucket: at.bucket, key: at.key, isRepeatable: true }, signal);
      // Deleting answers alike whether or not there was one.
      if (!(await unlessAbsent(head, "NoSuchKey", "NoSuchBucket"))) return false;
      await deleteOne(at.bucket, at.key, signal);
      await facts.forgetObjects(at.bucket, [at.key]);
      return true;
    },

    deleteMany: async (bucket, keys, signal) => {
      const written = keys.filter(isXmlText);
      if (written.length > 0) {
        const body = writeXml([
          "Delete",
          [["Quiet", true], ...written.map((key) => ["Object", [["Key", key]]] as const)],
        ]);
        const headers = { "Content-Type": "application/xml" };
        await client.call({ method: "POST", bucket, query: { delete: "" }, headers, body, isRepeatable: true }, signal);
      }
      // What no document can name is deleted by its own path.
      for (const key of keys) if (!isXmlText(key)) await deleteOne(bucket, key, signal);
      await facts.forgetObjects(bucket, keys);
    },

    setObjectAcl: async ({ bucket, key }, acl, signal) => {
      const headers = { "x-oss-object-acl": acl };
      const call = client.call({ method: "PUT", bucket, key, query: { acl: "" }, headers, isRepeatable: true }, signal);
      return (await unlessAbsent(call, "NoSuchKey", "NoSuchBucket")) !== undefined;
    },

    keepInspection: async (object, inspection, signal) => {
      signal.throwIfAborted();
      await facts.keepInspection(object, inspection);
    },
  };
}
