import { Failure } from "../base/failure.js";
import type { ObjectRef, Upload } from "../service/ports.js";
import { countParameter } from "./count-parameter.js";
import type { Exchange } from "./exchange.js";
import type { Query } from "./request-target.js";

/** The most parts that an upload has. */
export const maxParts = 10_000;

/**
 * The upload that `uploadId` names, for a caller who may write there. Throws MissingArgument, NoSuchUpload, NoSuchBucket,
 * AccessDenied.
 */
export async function askedUpload(at: ObjectRef, { service, request, call }: Exchange): Promise<Upload> {
  const id = request.target.query.get("uploadId");
  if (!id) throw new Failure("MissingArgument", { name: "uploadId", expected: "the id of an upload" });
  return service.getUpload(at, id, call);
}

/** `partNumber`, 1..10000. Throws MissingArgument, InvalidArgument. */
export function askedPartNumber(query: Query): number {
  if (!query.get("partNumber"))
    throw new Failure("MissingArgument", { name: "partNumber", expected: `1..${maxParts}` });
  return countParameter(query, "partNumber", { min: 1, max: maxParts, fallback: 1 });
}
