/** Buckets of one installation. Source: OSS manual, limits. */
export const maxBuckets = 100;

/** Styles of one bucket. Source: specification of image processing §6. */
export const maxStylesPerBucket = 50;

/** Versions that are kept of a style, the newest ones. */
export const maxVersionsPerStyle = 100;
