/**
 * Everything that goes wrong on purpose. Codes are the wire's own words (OSS manual, error responses; specification of
 * image processing §23) and never change meaning. Anything else that is thrown is a bug: status 500, the whole story in
 * the log, none of it to the client.
 */
const catalogue = {
  InvalidArgument: {
    status: 400,
    hint: "The message names the value and what is allowed.",
    say: (d: { name: string; got: string; expected: string }) =>
      `${d.name}: expected ${d.expected}, got ${quote(d.got)}`,
  },
  InvalidRequest: {
    status: 400,
    hint: "The message says what does not go together.",
    say: (d: { reason: string }) => d.reason,
  },
  MissingArgument: {
    status: 400,
    hint: "Give the named argument.",
    say: (d: { name: string; expected: string }) => `${d.name}: missing, expected ${d.expected}`,
  },
  BadRequest: {
    status: 400,
    hint: "The message says what does not fit: the value, or what is asked of this picture.",
    say: (d: { reason: string }) => d.reason,
  },
  ImageTooLarge: {
    status: 400,
    hint: "Use a smaller source or ask for a smaller result.",
    say: (d: { what: string; limit: string; got: string }) => `${d.what} is ${d.got}, the limit is ${d.limit}`,
  },
  WatermarkError: {
    status: 400,
    hint: "At most three image watermarks, each a JPG, PNG, BMP, WebP or TIFF object.",
    say: (d: { reason: string }) => d.reason,
  },
  TooManyPipes: {
    status: 400,
    hint: "Put the actions into fewer stages: one stage can hold any number of actions.",
    say: (d: { limit: number; got: number }) => `at most ${d.limit} pipes (|) in a process string, got ${d.got}`,
  },
  ImageDamage: {
    status: 403,
    hint: "The file starts like an image but cannot be decoded; upload it again.",
    say: (d: { reason: string }) => `the image file may be damaged: ${d.reason}`,
  },
  NotImplemented: {
    status: 501,
    hint: "The `capabilities` query lists what this engine can do.",
    say: (d: { what: string }) => `${d.what} is not implemented by this engine`,
  },
  /** On the wire `NotImplemented` with status 400, as OSS answers for operations outside image processing. */
  OperationNotServed: {
    status: 400,
    hint: "docs/oss-compatibility.md lists the operations that are served.",
    say: (d: { operation: string }) => `the operation is not served: ${d.operation}`,
  },
  AccessDenied: {
    status: 403,
    hint: "Sign the request with a key that has the right, or make the object public-read.",
    /** `expires` and `serverTime`, ms since 1970, go with a signed URL that is too old. */
    say: (d: { reason: string; expires?: number; serverTime?: number }) => d.reason,
  },
  SignatureDoesNotMatch: {
    status: 403,
    hint: "Check the key, the secret and that nothing was changed after signing; StringToSign shows what the server signed.",
    say: (_: { stringToSign: string; canonicalRequest?: string; provided: string; accessKeyId: string }) =>
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  },
  InvalidAccessKeyId: {
    status: 403,
    hint: "The first start prints the access key; IMGRAPH_ACCESS_KEY_ID sets it. A key that was revoked, or has expired, is disabled.",
    say: (d: { accessKeyId: string; isDisabled?: boolean }) =>
      d.isDisabled
        ? "The OSS Access Key Id you provided is disabled."
        : "The OSS Access Key Id you provided does not exist in our records.",
  },
  InvalidSecurityToken: {
    status: 403,
    hint: "A temporary key goes with the token that was given with it; a permanent one goes without.",
    say: (_: Nothing) => "The security token you provided is invalid.",
  },
  SecurityTokenExpired: {
    status: 403,
    hint: "Ask for a new temporary key.",
    say: (_: { accessKeyId: string }) => "The security token you provided has expired.",
  },
  RequestTimeTooSkewed: {
    status: 403,
    hint: "Set the clock of the client.",
    say: (_: { requestTime: number; serverTime: number; maxSkewMs: number }) =>
      "The difference between the request time and the current time is too large.",
  },
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
    hint: "3 to 63 characters a-z 0-9 -, starting and ending with a letter or digit.",
    say: (d: { got: string }) => `The specified bucket is not valid: ${quote(d.got)}.`,
  },
  InvalidObjectName: {
    status: 400,
    hint: "1 to 1023 bytes of UTF-8, not starting with / or \\.",
    say: (d: { got: string; reason: string }) => `The specified object is not valid: ${d.reason}.`,
  },
  InvalidURI: {
    status: 400,
    hint: "Percent-encode the path as UTF-8.",
    say: (_: { got: string }) => "Couldn't parse the specified URI.",
  },
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
    say: (_: { partNumber: number; etag: string }) =>
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
  MissingContentLength: {
    status: 411,
    hint: "Send Content-Length or chunked coding.",
    say: (_: Nothing) => "You must provide the Content-Length HTTP header.",
  },
  MethodNotAllowed: {
    status: 405,
    hint: "See the list of operations that are served.",
    say: (_: { method: string; resource: string }) => "The specified method is not allowed against this resource.",
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
  PreconditionFailed: {
    status: 412,
    hint: "The object changed, or the condition names another version of it.",
    say: (_: { condition: string }) => "At least one of the pre-conditions you specified did not hold.",
  },
  /** A browser's question whether a page of another origin may go on. */
  AccessForbidden: {
    status: 403,
    hint: "Set a CORS rule of the bucket that allows origin, method and headers.",
    say: (d: { reason: string }) => `CORSResponse: ${d.reason}`,
  },
  InvalidRange: {
    status: 416,
    hint: "Ask for bytes that exist.",
    say: (_: { size: number; range: string }) => "The requested range cannot be satisfied",
  },
  Unauthenticated: {
    status: 401,
    hint: "Send `Authorization: Bearer TOKEN` with a token that is valid: the admin token, which the first start prints, or one of the issuer that the settings name.",
    say: (d: { reason: string }) => d.reason,
  },
  TooManySubscriptions: {
    status: 429,
    hint: "End one first; IMGRAPH_MAX_SUBSCRIPTIONS says how many one caller may have.",
    say: (d: { limit: number }) => `a caller may have ${d.limit} subscriptions at a time`,
  },
  SubscriberTooSlow: {
    status: 429,
    hint: "List what is there, subscribe again, and read events as they come; a longer prefix has fewer.",
    say: (d: { limit: number }) =>
      `more than ${d.limit} events waited to be read; they are lost, and the subscription has ended`,
  },
  BudgetExceeded: {
    status: 429,
    hint: "Go on after the seconds that Retry-After says; `viewer { quota }` tells what is left, docs/access.md what counts.",
    say: (d: { what: string; limit: number; retryAfterSeconds: number }) =>
      `expected at most ${d.limit} ${d.what} in a minute, and they are used up`,
  },
  ImportRefused: {
    status: 400,
    hint: "Give an https URL of a public host; IMGRAPH_IMPORT_HOSTS names others.",
    say: (d: { url: string; reason: string }) => `nothing is imported from ${quote(d.url)}: ${d.reason}`,
  },
  ImportFailed: {
    status: 502,
    hint: "Look whether the URL opens in a browser, and ask again.",
    say: (d: { host: string; reason: string }) => `${quote(d.host)}: ${d.reason}`,
  },
  ServiceUnavailable: {
    status: 503,
    hint: "Try again after the seconds that Retry-After says.",
    say: (d: { reason: string; retryAfterSeconds: number }) => d.reason,
  },
  DeadlineExceeded: {
    status: 504,
    hint: "Ask for less work (a smaller size, a cheaper format), or raise IMGRAPH_DEADLINE_MS.",
    say: (d: { limitMs: number }) => `the work was not done within ${d.limitMs} ms and was stopped`,
  },
  InternalError: {
    status: 500,
    hint: "The log has the whole story under the request id.",
    say: (_: Nothing) => "We encountered an internal error. Please try again.",
  },
} as const satisfies Record<string, Entry>;

type Nothing = Record<never, never>;
// The catalogue is the one place where details of every shape meet.
// biome-ignore lint/suspicious/noExplicitAny: each entry narrows its own details
type Entry = { status: number; hint: string; say: (details: any) => string };

export type FailureCode = keyof typeof catalogue;
export type FailureDetails<C extends FailureCode> = Parameters<(typeof catalogue)[C]["say"]>[0];
export const failureCodes = Object.keys(catalogue) as FailureCode[];

/** Where in a process string a failure belongs; all counts start at 0. */
export interface Where {
  readonly stage?: number;
  /** The written action's place within its stage. */
  readonly step?: number;
  /** The action's name, `resize`. */
  readonly action?: string;
  /** The item at fault as it is written on the wire, `w`. */
  readonly item?: string;
}

export interface FailureOptions {
  /** OSS's fine-grained sub-code, `0040-00000312`; informative, not promised stable. */
  readonly ec?: string;
  readonly where?: Where;
  /** For the log only. */
  readonly cause?: unknown;
}

/** Thrown for everything that goes wrong on purpose; each front door dresses it in its own way. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  override readonly name = "Failure";
  readonly status: number;
  readonly hint: string;
  readonly ec: string | undefined;
  readonly where: Where;
  /** What the message is made of; `got`, which may be as long as a request, is cut to 200 characters. */
  readonly details: FailureDetails<C>;

  constructor(
    readonly code: C,
    details: FailureDetails<C>,
    options: FailureOptions = {},
  ) {
    const { status, hint, say } = catalogue[code] as Entry;
    super(say(details), options.cause === undefined ? undefined : { cause: options.cause });
    this.details = "got" in details ? { ...details, got: cut(details.got, 200) } : details;
    this.status = status;
    this.hint = hint;
    this.ec = options.ec;
    this.where = options.where ?? {};
  }

  /** The same failure with a place added: the inner place wins where both name one. */
  at(where: Where): Failure<C> {
    return this.movedTo({ ...where, ...this.where });
  }

  /** The same failure at another place, for what failed inside of something that the caller wrote. */
  movedTo(where: Where): Failure<C> {
    return new Failure(this.code, this.details, {
      ...(this.ec !== undefined && { ec: this.ec }),
      where,
      cause: this.cause,
    });
  }
}

/** Status and hint of a code, for documentation. */
export function describeFailure(code: FailureCode): { status: number; hint: string } {
  const { status, hint } = catalogue[code];
  return { status, hint };
}

/** True for a Failure of that code. */
export function isFailure<C extends FailureCode>(error: unknown, code: C): error is Failure<C> {
  return error instanceof Failure && error.code === code;
}

/** Text from outside, shown within a message: shortened, control characters made visible. */
function quote(text: string): string {
  return JSON.stringify(cut(text, 80));
}

function cut<T>(text: T, length: number): T | string {
  return typeof text === "string" && text.length > length ? `${text.slice(0, length - 3)}...` : text;
}
