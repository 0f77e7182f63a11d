import { Failure, type FailureOptions } from "../base/failure.js";
import { OssFault, OssRefusal } from "./trouble.js";

/** What a call was about, as far as failures tell of it. */
export interface About {
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly uploadId?: string | undefined;
  readonly style?: string | undefined;
  readonly partNumber?: number | undefined;
  readonly position?: number | undefined;
}

/** Trouble with the object storage in the catalogue's words. Never shows what the storage says of signatures and keys. */
export function failureOf(trouble: OssRefusal | OssFault, about: About): Failure {
  if (trouble instanceof OssFault) return unavailable("The object storage does not answer as it should.", trouble);
  const options = { cause: trouble, ...(trouble.more.ec !== undefined && { ec: trouble.more.ec }) };
  // Its own words only: a code is whatever stands in somebody's document.
  const say = Object.hasOwn(table, trouble.code) ? table[trouble.code] : undefined;
  const known = say?.(filled(about), trouble, options);
  if (known) return known;
  return trouble.status >= 500
    ? unavailable("The object storage is in trouble.", trouble)
    : new Failure("InternalError", {}, { cause: trouble });
}

/** True for an answer that says: these credentials are no longer, or not yet, good. */
export function refusesCredentials({ code }: OssRefusal): boolean {
  return credentialCodes.includes(code);
}

const credentialCodes = [
  "InvalidAccessKeyId",
  "InvalidSecurityToken",
  "SecurityTokenExpired",
  "AccessKeyIdAndSecurityTokenNotMatch",
];

type Filled = { readonly [K in "bucket" | "key" | "uploadId" | "style"]: string } & {
  readonly partNumber: number;
  readonly position: number;
};
type Say = (about: Filled, refusal: OssRefusal, options: FailureOptions) => Failure | undefined;

const gatewaysOwn: Say = (_, refusal) => unavailable("The object storage refuses the gateway's credentials.", refusal);

const badRequest: Say = (_, { message }, options) => new Failure("BadRequest", { reason: message }, options);

/** Codes of the object storage, and what they are here. Source: wire protocol §2.1; specification §23. */
const table: Readonly<Record<string, Say>> = {
  NoSuchBucket: ({ bucket }, _, options) => new Failure("NoSuchBucket", { bucket }, options),
  NoSuchKey: ({ bucket, key }, _, options) => new Failure("NoSuchKey", { bucket, key }, options),
  // An older word of the image service.
  NoSuchFile: ({ bucket, key }, _, options) => new Failure("NoSuchKey", { bucket, key }, options),
  NoSuchUpload: ({ bucket, key, uploadId }, _, options) =>
    new Failure("NoSuchUpload", { bucket, key, uploadId }, options),
  NoSuchStyle: ({ bucket, style }, _, options) => new Failure("NoSuchStyle", { bucket, style }, options),
  NoSuchCORSConfiguration: ({ bucket }, _, options) => new Failure("NoSuchCORSConfiguration", { bucket }, options),
  BucketNotEmpty: ({ bucket }, _, options) => new Failure("BucketNotEmpty", { bucket }, options),
  BucketAlreadyExists: ({ bucket }, _, options) => new Failure("BucketAlreadyExists", { bucket }, options),
  TooManyBuckets: (_, __, options) => new Failure("TooManyBuckets", { limit: 100 }, options),
  FileAlreadyExists: ({ bucket, key }, _, options) => new Failure("FileAlreadyExists", { bucket, key }, options),
  ObjectNotAppendable: ({ bucket, key }, _, options) => new Failure("ObjectNotAppendable", { bucket, key }, options),
  PositionNotEqualToLength: ({ position }, { more }, options) =>
    new Failure("PositionNotEqualToLength", { position, length: more.nextPosition ?? 0 }, options),
  InvalidDigest: (_, __, options) => new Failure("InvalidDigest", { provided: "" }, options),
  InvalidPart: ({ partNumber }, _, options) => new Failure("InvalidPart", { partNumber, etag: "" }, options),
  InvalidPartOrder: ({ partNumber }, _, options) => new Failure("InvalidPartOrder", { partNumber }, options),
  EntityTooSmall: ({ partNumber }, _, options) =>
    new Failure("EntityTooSmall", { limit: 102_400, got: 0, partNumber }, options),
  EntityTooLarge: (_, __, options) => new Failure("EntityTooLarge", { limit: 5 * 1024 ** 3 }, options),
  PreconditionFailed: (_, { more }, options) =>
    new Failure("PreconditionFailed", { condition: more.condition ?? "" }, options),
  AccessDenied: (_, { message }, options) =>
    new Failure("AccessDenied", { reason: `The object storage refuses it to this gateway: ${message}` }, options),
  // Archived: nobody reads it before it is restored.
  InvalidObjectState: (_, { message }, options) => new Failure("AccessDenied", { reason: message }, options),
  InvalidArgument: (_, { message, more }, options) =>
    new Failure(
      "InvalidArgument",
      {
        name: more.argumentName ?? "request",
        got: more.argumentValue ?? "",
        expected: `what the object storage accepts (${message})`,
      },
      options,
    ),
  MissingArgument: (_, { message, more }, options) =>
    new Failure("MissingArgument", { name: more.argumentName ?? "request", expected: message }, options),
  BadRequest: badRequest,
  // Words of the image service for what the specification calls BadRequest (§25, §26).
  CutEdgeExceedRange: badRequest,
  BadWebPImage: badRequest,
  ImageTooLarge: (_, { message }, options) =>
    new Failure(
      "ImageTooLarge",
      { what: "The picture", got: "more", limit: `the object storage's (${message})` },
      options,
    ),
  ImageDamage: (_, { message }, options) => new Failure("ImageDamage", { reason: message }, options),
  WatermarkError: (_, { message }, options) => new Failure("WatermarkError", { reason: message }, options),
  NotImplemented: (_, { status, message }, options) =>
    status === 501
      ? new Failure("NotImplemented", { what: message }, options)
      : new Failure("OperationNotServed", { operation: message }, options),
  ServiceUnavailable: (_, refusal) => unavailable("The object storage has too much to do.", refusal),
  RequestTimeTooSkewed: (_, refusal) =>
    unavailable("The clock of the gateway differs from the object storage's.", refusal),
  SignatureDoesNotMatch: gatewaysOwn,
  ...Object.fromEntries(credentialCodes.map((code) => [code, gatewaysOwn])),
};

function filled(about: About): Filled {
  const { bucket = "", key = "", uploadId = "", style = "", partNumber = 0, position = 0 } = about;
  return { bucket, key, uploadId, style, partNumber, position };
}

function unavailable(reason: string, cause: Error): Failure {
  return new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 2 }, { cause });
}
