/** How long a signed URL may live, and does where nobody says. Source: OSS manual, signature version 4, x-oss-expires. */
export const urlLife = { min: 1, max: 604_800, usual: 3600, unit: "seconds" } as const;
