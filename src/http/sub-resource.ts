import { unservedOperations } from "./unserved-operations.js";

/**
 * Query parameters that change what is asked for, as opposed to those that only narrow it, besides those that name operations
 * which are not served. Source: OSS manual, signatures.
 */
const known =
  `acl uploads location cors delete append objectMeta uploadId partNumber security-token position style styleName
  bucketInfo status startTime endTime callback-var versionId sequential inventoryId continuation-token regionList udf udfName
  qosRequester resourcePoolBuckets response-content-type response-content-language response-expires response-cache-control
  response-content-disposition response-content-encoding`.split(/\s+/);

/** Clients sign those too: without them the refusal of such an operation would read as that of a signature. Two no client signs. */
const unserved = Object.values(unservedOperations).flatMap(Object.keys);
const unsigned = ["accessmonitor", "regions"];

const subResources = new Set([...known, ...unserved.filter((name) => !unsigned.includes(name))]);

/** What follows the name of an empty parameter where it is signed; clients disagree. */
export type EmptyAs = "" | "=";

/** True for the parameters that version 1 signs: the known ones, and every one that starts with `x-oss-`. */
export function isSubResource(name: string): boolean {
  return subResources.has(name) || name.startsWith("x-oss-");
}
