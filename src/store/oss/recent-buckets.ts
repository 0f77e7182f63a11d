import type { BucketName } from "../../base/bucket-name.js";
import type { Clock } from "../../base/clock.js";
import type { Bucket } from "../../service/ports.js";

/** How long a bucket is taken to be as it was found, ms. */
const trustMs = 1_000;
/** As many as an account usually has. */
const maxKept = 100;

export interface RecentBucketsUse {
  /** Asks the storage. */
  readonly ask: (name: BucketName, signal: AbortSignal) => Promise<Bucket | undefined>;
  readonly clock: Clock;
}

/**
 * Buckets as they were found a moment ago: a read asks for its bucket three times (what the name means, who may read it, which
 * pages may), and so do the reads beside it. What is changed through here is forgotten at once.
 */
export class RecentBuckets {
  readonly #use: RecentBucketsUse;
  /** `at`: when it was asked for, ms since 1970; the oldest first. */
  readonly #found = new Map<BucketName, { readonly bucket: Bucket; readonly at: number }>();
  /** Of changes through here: what was asked for before one is not kept after it. */
  #changes = 0;

  constructor(use: RecentBucketsUse) {
    this.#use = use;
  }

  /** `undefined` when there is none, which is not kept. */
  async find(name: BucketName, signal: AbortSignal): Promise<Bucket | undefined> {
    const { ask, clock } = this.#use;
    const at = clock.now();
    const recent = this.#found.get(name);
    if (recent && at - recent.at < trustMs) return recent.bucket;
    const changes = this.#changes;
    const bucket = await ask(name, signal);
    if (changes !== this.#changes) return bucket;
    this.#found.delete(name);
    const [oldest] = this.#found.keys();
    if (this.#found.size >= maxKept && oldest !== undefined) this.#found.delete(oldest);
    if (bucket) this.#found.set(name, { bucket, at });
    return bucket;
  }

  /** Does what changes the bucket, whether or not it comes to its end. */
  async change<T>(name: BucketName, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#changes += 1;
      this.#found.delete(name);
    }
  }
}
