import type { BucketName } from "../../base/bucket-name.js";
import type { Bucket, BucketAcl, CorsConfiguration, ProtectionRule, StyleSeparator } from "../../service/ports.js";

/** The columns of `buckets`, in the order of BucketRow. */
export const bucketColumns = "name, acl, created_at, style_separators, source_protection, cors";

export type BucketRow = [
  name: string,
  acl: string,
  createdAt: number,
  /** One after the other. */
  styleSeparators: string,
  /** JSON of ProtectionRule[]. */
  sourceProtection: string,
  /** JSON of CorsConfiguration. */
  cors: string | null,
];

export function encodeBucket({ name, acl, createdAt, styleSeparators, sourceProtection, cors }: Bucket): BucketRow {
  return [
    name,
    acl,
    createdAt,
    styleSeparators.join(""),
    JSON.stringify(sourceProtection),
    cors === undefined ? null : JSON.stringify(cors),
  ];
}

export function decodeBucket([name, acl, createdAt, styleSeparators, sourceProtection, cors]: BucketRow): Bucket {
  return {
    name: name as BucketName,
    acl: acl as BucketAcl,
    createdAt,
    styleSeparators: [...styleSeparators] as StyleSeparator[],
    sourceProtection: JSON.parse(sourceProtection) as ProtectionRule[],
    cors: cors === null ? undefined : (JSON.parse(cors) as CorsConfiguration),
  };
}
