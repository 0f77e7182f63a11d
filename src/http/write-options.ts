import { Failure } from "../base/failure.js";
import { refuseMuchMetadata } from "../service/objects/refuse-much-metadata.js";
import type { ObjectAcl, ObjectHeaders } from "../service/ports.js";
import { objectAclHeader } from "./acl-documents.js";
import { type OssRequest, textHeader, wireHeader } from "./oss-request.js";

/** Headers that promise what is not kept: storing without them would be a lie. */
const notServed = ["x-oss-tagging", "x-oss-callback", "x-oss-server-side-encryption"];

/** What the headers of any writing request say of the object that comes out, besides those that are stored with it. */
export interface WriteOptions {
  readonly acl?: ObjectAcl;
  readonly forbidOverwrite?: true;
}

/** Throws OperationNotServed, InvalidArgument. */
export function writeOptions(request: OssRequest): WriteOptions {
  const { headers } = request;
  const unserved = notServed.find((name) => headers[name] !== undefined);
  if (unserved !== undefined) throw new Failure("OperationNotServed", { operation: unserved });
  const acl = objectAclHeader(request);
  return {
    ...(acl !== undefined && { acl }),
    ...(wireHeader(headers, "x-oss-forbid-overwrite")?.toLowerCase() === "true" && { forbidOverwrite: true }),
  };
}

/** The headers of a request that are stored with the object. Throws InvalidArgument. Source: wire protocol §4.1. */
export function headersToStore(request: OssRequest): ObjectHeaders {
  return {
    contentType: textHeader(request.headers, "content-type") || "application/octet-stream",
    ...optionalHeader(request, "cacheControl", "cache-control"),
    ...optionalHeader(request, "contentDisposition", "content-disposition"),
    ...optionalHeader(request, "contentEncoding", "content-encoding"),
    ...optionalHeader(request, "contentLanguage", "content-language"),
    ...optionalHeader(request, "expires", "expires"),
    metadata: metadataOf(request),
  };
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
