import { type BucketName, parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";

/** The bucket that an argument names, or the default one. Throws InvalidBucketName, and MissingArgument when there is no default. */
export function readBucket(name: string | null | undefined, defaultBucket: string | undefined): BucketName {
  const given = name ?? defaultBucket;
  if (given === undefined)
    throw new Failure("MissingArgument", { name: "bucket", expected: "a bucket: this gateway has no default one" });
  return parseBucketName(given);
}

export const bucketDoc = "Name of the bucket. Default: the gateway's default bucket.";
