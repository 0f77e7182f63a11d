import { quote } from "../quote.js";
import type { FailureEntry } from "./failure-entry.js";

/** Things that are not there, are there already, or are in another state. */
export const existenceFailures = {
  NoSuchBucket: {
    status: 404,
    hint: "Check the name; ListBuckets, and `buckets` in GraphQL, list those that there are.",
    say: (d: { bucket: string }) => `no bucket "${d.bucket}"`,
  },
  NoSuchKey: {
    status: 404,
    hint: "Keys are case-sensitive and do not start with a slash.",
    say: (d: { bucket: string; key: string }) => `no object "${d.key}" in bucket "${d.bucket}"`,
  },
  NoSuchUpload: {
    status: 404,
    hint: "ListMultipartUploads lists those under way.",
    say: (_: { bucket: string; key: string; uploadId: string }) =>
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
  },
  NoSuchCORSConfiguration: {
    status: 404,
    hint: "Set one with PutBucketCors.",
    say: (_: { bucket: string }) => "The CORS Configuration does not exist.",
  },
  NotIndexed: {
    status: 400,
    hint: "Leave out `query` and `orderBy`, or have `imgraph index BUCKET` run; `isIndexed` and `indexedAt` of a bucket tell whether it was.",
    say: (d: { bucket: string }) => `the objects of bucket "${d.bucket}" are found there by their names only`,
  },
  NoSuchAccessKey: {
    status: 404,
    hint: "`accessKeys` in GraphQL lists those that there are.",
    say: (d: { accessKeyId: string }) => `no access key "${d.accessKeyId}"`,
  },
  NoSuchStyle: {
    status: 404,
    hint: "Style names are case-sensitive; `styles` lists those of a bucket.",
    say: (d: { bucket: string; style: string }) => `no style "${d.style}" in bucket "${d.bucket}"`,
  },
  NoSuchStyleVersion: {
    status: 404,
    hint: "The last hundred versions of a style are kept; `versions` lists them.",
    say: (d: { style: string; version: number; newest: number }) =>
      `no version ${d.version} of the style "${d.style}"; the newest is ${d.newest}`,
  },
  InvalidBucketName: {
    status: 400,
    hint: "3 to 63 characters a-z 0-9 -, starting and ending with a letter or digit. Where the bucket stands in the host name, IMGRAPH_BUCKET_HOSTS names what follows it.",
    say: (d: { got: string }) => `The specified bucket is not valid: ${quote(d.got)}.`,
  },
  InvalidObjectName: {
    status: 400,
    hint: "1 to 1023 bytes of UTF-8, not starting with / or \\.",
    say: (d: { got: string; reason: string }) => `The specified object is not valid: ${d.reason}.`,
  },
  TooManyBuckets: {
    status: 400,
    hint: "Delete a bucket first.",
    say: (d: { limit: number }) => `You have attempted to create more buckets than allowed (${d.limit}).`,
  },
  BucketAlreadyExists: {
    status: 409,
    hint: "Choose another name: names are shared by all owners of an object storage.",
    say: (d: { bucket: string }) => `The requested bucket name "${d.bucket}" is not available.`,
  },
  BucketNotEmpty: {
    status: 409,
    hint: "Delete the objects of the bucket first.",
    say: (d: { bucket: string }) => `The bucket "${d.bucket}" you tried to delete is not empty.`,
  },
  FileAlreadyExists: {
    status: 409,
    hint: "Choose another key, or allow replacing.",
    say: (d: { bucket: string; key: string }) =>
      `The object "${d.key}" in bucket "${d.bucket}" already exists and can not be overwritten.`,
  },
  ObjectNotAppendable: {
    status: 409,
    hint: "Only objects that were made by appending grow; copy it into one that is.",
    say: (d: { bucket: string; key: string }) => `The object "${d.key}" in bucket "${d.bucket}" is not appendable`,
  },
  PositionNotEqualToLength: {
    status: 409,
    hint: "Append at the length that the object has; x-oss-next-append-position says it.",
    say: (_: { position: number; length: number }) => "Position is not equal to file length",
  },
  AccessKeyAlreadyExists: {
    status: 409,
    hint: "Choose another id, or leave it out.",
    say: (d: { accessKeyId: string }) => `there is an access key "${d.accessKeyId}" already`,
  },
  StyleAlreadyExists: {
    status: 409,
    hint: "Choose another name, or allow replacing.",
    say: (d: { bucket: string; style: string }) => `the bucket "${d.bucket}" has a style "${d.style}" already`,
  },
  StyleChanged: {
    status: 409,
    hint: "Somebody changed it meanwhile: read it again, and decide on what it says now.",
    say: (d: { style: string; version: number; expected: number }) =>
      `the style "${d.style}" has version ${d.version} now, not ${d.expected}`,
  },
} as const satisfies Record<string, FailureEntry>;
