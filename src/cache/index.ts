/** The cache room: finished results on this machine's disk. */
export { type CacheUsage, DiskResults, type DiskResultsOptions } from "./disk-results.js";
