import { Failure } from "../base/failure.js";
import type { PartOptions } from "../service/ports.js";
import { type OssRequest, wireHeader } from "./oss-request.js";
import { contentMd5 } from "./request-body.js";

/** The most that one request stores, or that one copy takes, 5 GB. Source: OSS manual, PutObject, UploadPart, CopyObject. */
export const maxObjectBytes = 5 * 1024 ** 3;

/**
 * What a request says about a body of bytes to store. Throws OperationNotServed, MissingContentLength, EntityTooLarge,
 * InvalidDigest.
 */
export function bodyOptions(request: OssRequest): PartOptions {
  const expectedBytes = announcedBytes(request);
  const expectedMd5 = contentMd5(request);
  return {
    ...(expectedBytes !== undefined && { expectedBytes }),
    ...(expectedMd5 !== undefined && { expectedMd5 }),
  };
}

/** `undefined` for a chunked body, whose coding is decisive even next to a Content-Length. */
function announcedBytes({ headers }: OssRequest): number | undefined {
  const coding = wireHeader(headers, "transfer-encoding");
  // Any other coding would be stored as if it were the object.
  if (coding !== undefined && coding.trim().toLowerCase() !== "chunked")
    throw new Failure("OperationNotServed", { operation: `Transfer-Encoding: ${coding}` });
  if (coding !== undefined) return undefined;
  const text = wireHeader(headers, "content-length");
  if (text === undefined) throw new Failure("MissingContentLength", {});
  const bytes = Number(text);
  if (bytes > maxObjectBytes) throw new Failure("EntityTooLarge", { limit: maxObjectBytes });
  return bytes;
}
