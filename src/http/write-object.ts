import { Failure } from "../base/failure.js";
import type { ObjectRef, PutOptions } from "../service/ports.js";
import { refuseMuchMetadata } from "../service/refuse-much-metadata.js";
import { objectAclHeader } from "./acl-documents.js";
import { type Answer, emptyAnswer } from "./answer.js";
import type { Exchange } from "./exchange.js";
import { type OssRequest, textHeader, wireHeader } from "./oss-request.js";
import { contentMd5 } from "./request-body.js";

/** The largest object of a single put. Source: OSS manual, PutObject. */
const maxObjectBytes = 5 * 1024 ** 3;

/** Headers that would make the put something else, or promise what is not kept: storing without them would be a lie. */
const notServed = ["x-oss-copy-source", "x-oss-tagging", "x-oss-callback", "x-oss-server-side-encryption"];

/** PutObject: streams the body into the store. */
export async function putObject(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const object = await service.putObject(at, request.body, putOptions(request), call);
  return emptyAnswer(200, {
    ETag: `"${object.etag}"`,
    "x-oss-hash-crc64ecma": object.crc64,
    "Content-MD5": Buffer.from(object.etag, "hex").toString("base64"),
  });
}

/** DeleteObject: 204 whether or not it was there. */
export async function deleteObject(at: ObjectRef, { service, call }: Exchange): Promise<Answer> {
  await service.deleteObject(at, call);
  return emptyAnswer(204);
}

/**
 * What the headers of a put say. Throws OperationNotServed, MissingContentLength, EntityTooLarge, InvalidDigest,
 * InvalidArgument.
 */
export function putOptions(request: OssRequest): PutOptions {
  const { headers } = request;
  const unserved = notServed.find((name) => headers[name] !== undefined);
  if (unserved !== undefined) throw new Failure("OperationNotServed", { operation: unserved });
  const expectedBytes = announcedBytes(request);
  const expectedMd5 = contentMd5(request);
  const acl = objectAclHeader(request);
  return {
    contentType: textHeader(headers, "content-type") || "application/octet-stream",
    ...optionalHeader(request, "cacheControl", "cache-control"),
    ...optionalHeader(request, "contentDisposition", "content-disposition"),
    ...optionalHeader(request, "contentEncoding", "content-encoding"),
    ...optionalHeader(request, "contentLanguage", "content-language"),
    ...optionalHeader(request, "expires", "expires"),
    metadata: metadataOf(request),
    ...(acl !== undefined && { acl }),
    ...(expectedBytes !== undefined && { expectedBytes }),
    ...(expectedMd5 !== undefined && { expectedMd5 }),
    ...(wireHeader(headers, "x-oss-forbid-overwrite")?.toLowerCase() === "true" && { forbidOverwrite: true }),
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

function optionalHeader<Name extends string>(
  { headers }: OssRequest,
  name: Name,
  header: string,
): { readonly [N in Name]?: string } {
  const value = textHeader(headers, header);
  return value ? ({ [name]: value } as { readonly [N in Name]: string }) : {};
}

function metadataOf({ headers }: OssRequest): Readonly<Record<string, string>> {
  const prefix = "x-oss-meta-";
  const names = Object.keys(headers).filter((name) => name.startsWith(prefix));
  const metadata = Object.fromEntries(
    names.map((name) => [name.slice(prefix.length), textHeader(headers, name) ?? ""]),
  );
  refuseMuchMetadata(metadata);
  return metadata;
}
