import type { BucketName } from "../../base/bucket-name.js";
import type { Clock } from "../../base/clock.js";
import type { OssClient } from "../../oss/index.js";

/** How long a bucket that was there is taken to be there. */
const trustMs = 60_000;

/**
 * Buckets that were lately there. It spares a client an upload into nowhere, and a question for each object: should the
 * bucket be gone, the storage refuses the object itself.
 */
export class KnownBuckets {
  readonly #client: OssClient;
  readonly #clock: Clock;
  /** ms since 1970 */
  readonly #seen = new Map<BucketName, number>();

  constructor({ client, clock }: { readonly client: OssClient; readonly clock: Clock }) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Throws NoSuchBucket. */
  async demand(bucket: BucketName, signal: AbortSignal): Promise<void> {
    const seen = this.#seen.get(bucket);
    if (seen !== undefined && this.#clock.now() - seen < trustMs) return;
    await this.#client.call({ method: "GET", bucket, query: { bucketInfo: "" }, isRepeatable: true }, signal);
    this.#seen.set(bucket, this.#clock.now());
  }

  forget(bucket: BucketName): void {
    this.#seen.delete(bucket);
  }
}
