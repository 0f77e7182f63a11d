import type { Failure, FailureCode, FailureDetails } from "../base/failure.js";
import { printXml, type XmlNode } from "./xml.js";

/**
 * The error document of a failure; a `brief` one leaves out what the request itself said. Source: OSS manual, error
 * responses; wire protocol §2.1.
 */
export function errorXml(
  failure: Failure,
  request: { id: string; host: string },
  { brief = false }: { brief?: boolean } = {},
): string {
  const { where, ec } = failure;
  return printXml([
    "Error",
    [
      ["Code", wireCode(failure.code)],
      ["Message", messageOf(failure, brief)],
      ["RequestId", request.id],
      ["HostId", request.host],
      ...(brief ? [] : detailsOf(failure)),
      ...(where.stage === undefined ? [] : [["Stage", where.stage] as const]),
      ...(where.style === undefined ? [] : [["StyleName", where.style] as const]),
      ...(where.step === undefined ? [] : [["Step", where.step] as const]),
      ...(where.action === undefined ? [] : [["Action", where.action] as const]),
      ...(where.item === undefined ? [] : [["Item", where.item] as const]),
      ["Hint", failure.hint],
      ...(ec === undefined ? [] : [["EC", ec] as const]),
    ],
  ]);
}

/** The code as clients know it: operations that are not served share the word of image processing, with another status. */
function wireCode(code: FailureCode): string {
  return code === "OperationNotServed" ? "NotImplemented" : code;
}

/**
 * The vendor's wording where clients compare it word by word; what is special of the case is in elements of its own.
 * Source: wire protocol §2.1.
 */
const vendorMessages: { readonly [C in FailureCode]?: string } = {
  NoSuchBucket: "The specified bucket does not exist.",
  NoSuchKey: "The specified key does not exist.",
  NoSuchStyle: "No Such Image Style.",
};

function messageOf({ code, message }: Failure, brief: boolean): string {
  return vendorMessages[code] ?? (brief ? message.slice(0, 500) : message);
}

/** What a code's details add to its document, in the elements' usual names. */
const elementsOf: { readonly [C in FailureCode]?: (details: FailureDetails<C>) => readonly XmlNode[] } = {
  InvalidArgument: ({ name, got }) => [
    ["ArgumentName", name],
    ["ArgumentValue", got],
  ],
  MissingArgument: ({ name }) => [["ArgumentName", name]],
  AccessDenied: ({ expires, serverTime }) => [
    ...(expires === undefined ? [] : [["Expires", isoTime(expires)] as const]),
    ...(serverTime === undefined ? [] : [["ServerTime", isoTime(serverTime)] as const]),
  ],
  SignatureDoesNotMatch: ({ stringToSign, canonicalRequest, provided, accessKeyId }) => [
    ["OSSAccessKeyId", accessKeyId],
    ["SignatureProvided", provided],
    ["StringToSign", stringToSign],
    [
      "StringToSignBytes",
      Buffer.from(stringToSign)
        .toString("hex")
        .toUpperCase()
        .replace(/..(?=.)/g, "$& "),
    ],
    ...(canonicalRequest === undefined ? [] : [["CanonicalRequest", canonicalRequest] as const]),
  ],
  InvalidAccessKeyId: ({ accessKeyId }) => [["OSSAccessKeyId", accessKeyId]],
  RequestTimeTooSkewed: ({ requestTime, serverTime, maxSkewMs }) => [
    ["MaxAllowedSkewMilliseconds", maxSkewMs],
    ["RequestTime", isoTime(requestTime)],
    ["ServerTime", isoTime(serverTime)],
  ],
  NoSuchBucket: ({ bucket }) => [["BucketName", bucket]],
  NoSuchKey: ({ bucket, key }) => [
    ["BucketName", bucket],
    ["Key", key],
  ],
  NoSuchUpload: ({ bucket, key, uploadId }) => [
    ["BucketName", bucket],
    ["Key", key],
    ["UploadId", uploadId],
  ],
  NoSuchCORSConfiguration: ({ bucket }) => [["BucketName", bucket]],
  NoSuchStyle: ({ bucket, style }) => [
    ["BucketName", bucket],
    ["StyleName", style],
  ],
  InvalidBucketName: ({ got }) => [["BucketName", got]],
  InvalidObjectName: ({ got }) => [["ObjectName", got]],
  InvalidDigest: ({ provided }) => [["Content-MD5", provided]],
  EntityTooLarge: ({ limit }) => [["MaxSizeAllowed", limit]],
  EntityTooSmall: ({ limit, got, partNumber }) => [
    ["MinSizeAllowed", limit],
    ["ProposedSize", got],
    ...(partNumber === undefined ? [] : [["PartNumber", partNumber] as const]),
  ],
  InvalidPart: ({ partNumber, etag }) => [
    ["PartNumber", partNumber],
    ["ETag", etag],
  ],
  InvalidPartOrder: ({ partNumber }) => [["PartNumber", partNumber]],
  MethodNotAllowed: ({ method, resource }) => [
    ["Method", method],
    ["ResourceType", resource],
  ],
  BucketNotEmpty: ({ bucket }) => [["BucketName", bucket]],
  FileAlreadyExists: ({ bucket, key }) => [
    ["BucketName", bucket],
    ["Key", key],
  ],
  ObjectNotAppendable: ({ bucket, key }) => [
    ["BucketName", bucket],
    ["Key", key],
  ],
  PositionNotEqualToLength: ({ position, length }) => [
    ["Position", position],
    ["ObjectSize", length],
  ],
  PreconditionFailed: ({ condition }) => [["Condition", condition]],
  InvalidRange: ({ size, range }) => [
    ["ActualObjectSize", size],
    ["RangeRequested", range],
  ],
};

function detailsOf(failure: Failure): readonly XmlNode[] {
  // A failure's details have the type that its code names; the table is keyed by the same code.
  const elements = elementsOf[failure.code] as ((details: object) => readonly XmlNode[]) | undefined;
  return elements?.(failure.details) ?? [];
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
