/** Buckets of one installation. Source: OSS manual, limits. */
export const maxBuckets = 100;

/** Versions that are kept of a style, the newest ones. */
export const maxVersionsPerStyle = 100;
