import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Call } from "../call.js";
import type { Bucket, BucketAcl, BucketPolicy, CorsConfiguration, ListedBucket } from "../ports.js";

/** Use-cases about buckets. */
export interface BucketService {
  /** Says nothing when the caller may make that bucket; for doors that must refuse before they read a body. */
  authorizeCreate(name: BucketName, call: Call): Promise<void>;
  createBucket(name: BucketName, acl: BucketAcl | undefined, call: Call): Promise<Bucket>;
  getBucket(name: BucketName, call: Call): Promise<Bucket>;
  /** Those that the caller's grant names, in name order. */
  listBuckets(
    query: { prefix?: string; after?: string; limit: number },
    call: Call,
  ): Promise<{ buckets: readonly ListedBucket[]; next?: string }>;
  /** Changes what is given of a bucket's policy, all at once. */
  updateBucket(name: BucketName, change: Partial<BucketPolicy>, call: Call): Promise<Bucket>;
  deleteBucket(name: BucketName, call: Call): Promise<void>;

  /** What a bucket says to pages of other origins; asked without any right, since browsers ask unsigned. */
  corsOf(bucket: BucketName, call: Call): Promise<CorsConfiguration | undefined>;

  /** The key of a bucket's fallback image; asked without any right, which it takes to see what is made of it. */
  fallbackOf(bucket: BucketName, call: Call): Promise<ObjectKey | undefined>;
}
