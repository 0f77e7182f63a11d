import { parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import type { ObjectRef, StoredObject } from "../service/ports.js";
import { checkConditions } from "./conditions.js";
import type { Exchange } from "./exchange.js";
import { wireHeader } from "./oss-request.js";
import { decodeForm } from "./request-target.js";

/** The header that makes a put a copy. */
export const copySourceHeader = "x-oss-copy-source";

/**
 * The object that a copy takes its bytes from; `undefined` when the conditions of the copy say that it has not changed. Throws
 * InvalidArgument, InvalidBucketName, InvalidObjectName, NoSuchBucket, NoSuchKey, AccessDenied, PreconditionFailed.
 */
export async function getCopySource({ service, request, call }: Exchange): Promise<StoredObject | undefined> {
  const { headers } = request;
  const source = await service.getObject(parseCopySource(wireHeader(headers, copySourceHeader) ?? ""), call);
  return checkConditions(headers, source, `${copySourceHeader}-`) === "proceed" ? source : undefined;
}

/**
 * `/BUCKET/KEY`, from a wire string. Clients encode the key's slashes or leave them, write a space as `%20` or `+`, and may
 * leave out the first slash. A version is passed over: there is one of each object. Throws InvalidArgument,
 * InvalidBucketName, InvalidObjectName. Source: wire protocol §4.4.
 */
export function parseCopySource(wire: string): ObjectRef {
  const text = decoded(wire.trim().replace(/\?versionId=[^?]*$/, "")).replace(/^\//, "");
  const slash = text.indexOf("/");
  if (slash < 1 || slash === text.length - 1) throw malformed(wire);
  return { bucket: parseBucketName(text.slice(0, slash)), key: parseObjectKey(text.slice(slash + 1)) };
}

function decoded(wire: string): string {
  try {
    return decodeForm(wire);
  } catch (cause) {
    throw malformed(wire, cause);
  }
}

function malformed(got: string, cause?: unknown): Failure<"InvalidArgument"> {
  const expected = "the source bucket and key: /sourcebucket/sourcekey, percent-encoded";
  return new Failure("InvalidArgument", { name: copySourceHeader, got, expected }, { cause });
}
