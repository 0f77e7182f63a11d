import type { Clock } from "../../base/clock.js";
import type { Log } from "../../base/log.js";
import type { OssClient } from "../../oss/index.js";
import type { Facts, StyleVersions } from "../../service/ports.js";

/** What the store over an object storage needs. */
export interface OssStoreUse {
  /** Closed by whoever opened it, after the store. */
  readonly client: OssClient;
  /** Where what the object storage cannot keep is kept. */
  readonly facts: Facts;
  /** What its styles have been. */
  readonly styleVersions: StyleVersions;
  /** Holds files with the bytes of objects while engines read them; made when missing. */
  readonly workDir: string;
  /** A larger object is not fetched into a file. */
  readonly maxFileBytes: number;
  /** A larger object is copied part by part, each of half of this; default 1 GB. Source: OSS manual, CopyObject. */
  readonly maxCopiedBytes?: number;
  readonly clock: Clock;
  readonly log: Log;
}
