import { join } from "node:path";
import { parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import type { SaveTarget } from "../pipeline/index.js";

/**
 * The file below `folder` that stands for an object: `KEY`, or `BUCKET/KEY` where the string names a bucket. Throws
 * InvalidBucketName, and InvalidObjectName also for a key that is no plain path below the folder.
 */
export function saveTargetPath(folder: string, { key, bucket }: SaveTarget): string {
  const segments = parseObjectKey(key).split("/");
  const plain = segments.every(
    (segment) => segment !== "" && segment !== "." && segment !== ".." && !/[\\\0]/.test(segment),
  );
  if (!plain) throw new Failure("InvalidObjectName", { got: key, reason: "it is no plain path below --out-dir" });
  return join(folder, ...(bucket === undefined ? [] : [parseBucketName(bucket)]), ...segments);
}
