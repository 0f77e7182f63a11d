import type { Brand } from "./brand.js";
import { Failure } from "./failure.js";

export type BucketName = Brand<string, "BucketName">;

const pattern = /^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/;

/** 3..63 of a-z 0-9 -, letter or digit at both ends. Throws InvalidBucketName. Source: OSS manual, bucket naming. */
export function parseBucketName(text: string): BucketName {
  if (!pattern.test(text)) throw new Failure("InvalidBucketName", { got: text });
  return text as BucketName;
}
