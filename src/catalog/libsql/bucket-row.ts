import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Bucket, BucketAcl, CorsConfiguration, ProtectionRule, StyleSeparator } from "../../service/ports.js";

/** The columns of `buckets`, in the order of BucketRow. */
export const bucketColumns = "name, acl, created_at, style_separators, source_protection, cors, fallback_image";

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
  fallbackImage: string | null,
];

export function encodeBucket(bucket: Bucket): BucketRow {
  const { name, acl, createdAt, styleSeparators, sourceProtection, cors, fallbackImage } = bucket;
  return [
    name,
    acl,
    createdAt,
    styleSeparators.join(""),
    JSON.stringify(sourceProtection),
    cors === undefined ? null : JSON.stringify(cors),
    fallbackImage ?? null,
  ];
}

export function decodeBucket(row: BucketRow): Bucket {
  const [name, acl, createdAt, styleSeparators, sourceProtection, cors, fallbackImage] = row;
  return {
    name: name as BucketName,
    acl: acl as BucketAcl,
    createdAt,
    styleSeparators: [...styleSeparators] as StyleSeparator[],
    sourceProtection: JSON.parse(sourceProtection) as ProtectionRule[],
    cors: cors === null ? undefined : (JSON.parse(cors) as CorsConfiguration),
    fallbackImage: (fallbackImage ?? undefined) as ObjectKey | undefined,
  };
}
