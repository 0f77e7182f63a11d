import { createReadStream } from "node:fs";
import { parseBucketName } from "../../base/bucket-name.js";
import { parseObjectKey } from "../../base/object-key.js";
import { parseStyleName } from "../../base/style-name.js";
import type { Call, Service } from "../service.js";

export interface SampleFile {
  readonly key: string;
  readonly path: string;
  readonly contentType: string;
}

export const samplesBucket = parseBucketName("samples");
const sampleStyle = parseStyleName("example-style");

/** A store without a bucket gets the public-read bucket `samples` with these files and one style. Anything else is left alone. */
export const fillSamples =
  (use: { service: Pick<Service, "listBuckets" | "createBucket" | "putObject" | "putStyle"> }) =>
  async (files: readonly SampleFile[], call: Call): Promise<boolean> => {
    const { buckets } = await use.service.listBuckets({ limit: 1 }, call);
    if (buckets.length > 0) return false;
    await use.service.createBucket(samplesBucket, "public-read", call);
    for (const { key, path, contentType } of files) {
      const at = { bucket: samplesBucket, key: parseObjectKey(key) };
      await use.service.putObject(at, createReadStream(path), { contentType, metadata: {} }, call);
    }
    await use.service.putStyle(samplesBucket, sampleStyle, "image/resize,w_400/quality,q_85", call);
    return true;
  };
