import type { FailureEntry, Nothing } from "./failure-entry.js";

/** Bodies that are not what they should be. */
export const bodyFailures = {
  InvalidDigest: {
    status: 400,
    hint: "Content-MD5 is the base64 of the 16 bytes of the body's MD5.",
    say: (_: { provided: string }) => "The Content-MD5 you specified was invalid.",
  },
  MalformedXML: {
    status: 400,
    hint: "Send the XML that the operation's reference shows.",
    say: (d: { reason: string }) =>
      `The XML you provided was not well-formed or did not validate against our published schema: ${d.reason}.`,
  },
  EntityTooLarge: {
    status: 400,
    hint: "One object holds at most 5 GB, and the file of a form what its policy's content-length-range says.",
    say: (d: { limit: number }) => `Your proposed upload exceeds the maximum allowed object size of ${d.limit} bytes.`,
  },
  EntityTooSmall: {
    status: 400,
    hint: "All parts but the last hold at least 100 KB, and the file of a form what its policy's content-length-range says.",
    say: (_: { limit: number; got: number; partNumber?: number }) =>
      "Your proposed upload is smaller than the minimum allowed size.",
  },
  InvalidPart: {
    status: 400,
    hint: "Name parts that were received, with the ETag that each got.",
    /** `missing` says which have not come, to who cannot name any. */
    say: ({ missing }: { partNumber: number; etag: string; missing?: string }) =>
      missing ??
      "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
  },
  InvalidPartOrder: {
    status: 400,
    hint: "Name the parts in ascending order, each once.",
    say: (_: { partNumber: number }) => "The list of parts was not in ascending order.",
  },
  RequestTimeout: {
    status: 400,
    hint: "Send the whole body that Content-Length announces.",
    say: (_: Nothing) =>
      "Your socket connection to the server was not read from or written to within the timeout period.",
  },
  MissingContentLength: {
    status: 411,
    hint: "Send Content-Length or chunked coding.",
    say: (_: Nothing) => "You must provide the Content-Length HTTP header.",
  },
  InvalidPolicyDocument: {
    status: 400,
    hint: "The policy is the base64 of JSON with `expiration` and `conditions`.",
    say: (d: { reason: string }) => `Invalid Policy: ${d.reason}`,
  },
  RequestIsNotMultiPartContent: {
    status: 400,
    hint: "A POST to a bucket is a form upload: send multipart/form-data.",
    say: (_: Nothing) => "Bucket POST must be of the enclosure-type multipart/form-data.",
  },
  MalformedPOSTRequest: {
    status: 400,
    hint: "Send multipart/form-data as RFC 7578 has it, `file` last.",
    say: (d: { reason: string }) =>
      `The body of your POST request is not well-formed multipart/form-data: ${d.reason}.`,
  },
  IncorrectNumberOfFilesInPOSTRequest: {
    status: 400,
    hint: "Send one field `file`.",
    say: (_: Nothing) => "POST requires exactly one file upload per request.",
  },
  FieldItemTooLong: {
    status: 400,
    hint: "Fields of a form upload hold at most 8 KB each.",
    say: (d: { field: string; limit: number }) => `The form field "${d.field}" is longer than ${d.limit} bytes.`,
  },
} as const satisfies Record<string, FailureEntry>;
