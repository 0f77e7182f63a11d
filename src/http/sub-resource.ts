import { unservedOperations } from "./unserved-operations.js";

/** Query parameters that change what is asked for, as opposed to those that only narrow it. Source: OSS manual, signatures. */
const known = `acl uploads location cors logging website referer lifecycle delete append tagging objectMeta uploadId partNumber
  security-token position img style styleName replication replicationProgress replicationLocation cname bucketInfo comp qos
  live status vod startTime endTime symlink restore callback callback-var stat policy encryption versions versioning
  versionId requestPayment sequential inventory inventoryId continuation-token qosInfo asyncFetch worm wormId wormExtend
  transferAcceleration metaQuery regionList resourceGroup udf udfName qosRequester resourcePoolBuckets response-content-type
  response-content-language response-expires response-cache-control response-content-disposition response-content-encoding`;

/**
 * Clients sign what names an operation, whether it is served here or not: without those the refusal of an operation would
 * read as that of a signature. Two names no client signs.
 */
const operations = Object.values(unservedOperations).flatMap(Object.keys);
const unsigned = ["accessmonitor", "regions"];

const subResources = new Set([...known.split(/\s+/), ...operations.filter((name) => !unsigned.includes(name))]);

/** True for the parameters that version 1 signs: the known ones, and every one that starts with `x-oss-`. */
export function isSubResource(name: string): boolean {
  return subResources.has(name) || name.startsWith("x-oss-");
}
