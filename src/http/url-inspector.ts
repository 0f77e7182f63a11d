import { Readable } from "node:stream";
import type { BucketName } from "../base/bucket-name.js";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { AccessKey, ReadUrl, SignedUrlReading, UrlInspector, UrlServer } from "../service/ports.js";
import type { Caller } from "../service/service.js";
import { type Address, addressesOf } from "./address.js";
import type { Keys } from "./admit-key.js";
import { type AuthenticatorUse, createAuthenticate } from "./authenticate.js";
import { parseCredentials } from "./credentials.js";
import type { OssRequest } from "./oss-request.js";
import { parseRequestTarget } from "./request-target.js";

/** A server of URLs, as far as reading one needs to know it. */
export interface ServerOfUrls {
  /** Its own host with the port, as it stands in URLs; asked each time. */
  readonly host: () => string;
  /** Host names below which `BUCKET.host` addresses a bucket. */
  readonly bucketHosts: readonly string[];
  readonly keys: Pick<Keys, "find">;
  /** The buckets that a key's holder sees, for URLs that do not name theirs. */
  readonly bucketsOf: (caller: Caller, signal: AbortSignal) => Promise<readonly BucketName[]>;
}

export interface UrlInspectorUse {
  readonly gateway: ServerOfUrls;
  /** Absent: URLs lead to this gateway only. */
  readonly cloud?: Omit<ServerOfUrls, "bucketsOf" | "bucketHosts"> | undefined;
  readonly clock: Clock;
}

/** What Node takes of a request line and headers, so that no longer URL can be served. */
const maxUrlLength = 16_384;
/** For which a URL may be signed; the first ones are tried first. */
const methods = ["GET", "PUT", "HEAD", "POST", "DELETE"] as const;

/** Reads URLs with the door's own check of signatures: at a moment when they had not ended, and now. */
export function createUrlInspector({ gateway, cloud, clock }: UrlInspectorUse): UrlInspector {
  const far = cloud && { ...cloud, bucketHosts: [nameOf(cloud.host())], bucketsOf: async () => [] };
  return {
    async read(url, signal) {
      const { host, target } = partsOf(url);
      if (far && isAt(host, far.host())) return readAt("cloud", { ...far, clock }, host, target, signal);
      const isOwn = isAt(host, gateway.host()) || gateway.bucketHosts.some((own) => isAt(nameOf(host), own));
      const read = await readAt("gateway", { ...gateway, clock }, host, target, signal);
      // Elsewhere only a key of ours says that the way leads here all the same, by a name that only a proxy knows.
      if (isOwn) return read;
      if (read.kind !== "signed" || !read.accessKey) return { kind: "foreign" };
      const { server: _, ...elsewhere } = read;
      return elsewhere;
    },
  };
}

async function readAt(
  server: UrlServer,
  { bucketHosts, keys, bucketsOf, clock }: Omit<ServerOfUrls, "host"> & Pick<UrlInspectorUse, "clock">,
  host: string,
  rawTarget: string,
  signal: AbortSignal,
): Promise<ReadUrl> {
  const target = readable(() => parseRequestTarget(rawTarget));
  const addresses = readable(() => addressesOf(host, target.rawPath, bucketHosts));
  const process = target.query.get("x-oss-process") ?? "";
  const credentials = parsed(() => parseCredentials({}, target.query));
  if (!credentials) return { kind: "malformed", server };
  if (!("expiresAt" in credentials)) return { kind: "unsigned", server, process, ...addresses[0] };

  const { scheme, accessKeyId, signature, expiresAt } = credentials;
  const accessKey = await keys.find(accessKeyId);
  const signedAt = scheme === "v4-url" ? credentials.sentAt : undefined;
  const reading: Omit<SignedUrlReading, "bucket" | "key" | "right"> = {
    kind: "signed",
    server,
    version: scheme === "v4-url" ? 4 : 1,
    accessKeyId,
    ...(accessKey && { accessKey }),
    signature,
    process,
    ...(signedAt !== undefined && { signedAt }),
    expiresAt: Math.floor(expiresAt / 1000),
  };
  if (!accessKey) return { ...reading, ...whole(addresses[0]) };
  const check = (key: AccessKey, clock: Clock): ReturnType<typeof createAuthenticate> => {
    const found: AuthenticatorUse["keys"] = { find: async () => key, noteUse() {} };
    return createAuthenticate({ keys: found, clock, bucketHosts, bucketsOf });
  };
  // Whether it has ended, or has not begun, is asked apart from whether its signature is right.
  const checkThen = check(inForce(accessKey), { now: () => signedAt ?? expiresAt });
  for (const method of methods) {
    const request: OssRequest = { id: "", method, target, headers: { host }, body: Readable.from([]) };
    const meant = await checkThen(request, addresses, signal).then(({ addresses: [first] }) => first, unlessRefused);
    if (!meant) continue;
    const now = await check(accessKey, clock)(request, addresses, signal).then(() => "in-force" as const, whyNot);
    return { ...reading, ...whole(meant), right: { method, now } };
  }
  return { ...reading, ...whole(addresses[0]) };
}

/** Of a signature that is right. */
function whyNot(error: unknown): "expired" | "not-yet" | "key-ended" {
  unlessRefused(error);
  switch ((error as Failure).code) {
    case "AccessDenied":
      return "expired";
    case "RequestTimeTooSkewed":
      return "not-yet";
    default:
      return "key-ended";
  }
}

/** Host and request target as they would go over the wire. */
function partsOf(url: string): { readonly host: string; readonly target: string } {
  const [, host, target] = /^https?:\/\/([\w.[\]:-]+)(?=[/?#]|$)([^#]*)/i.exec(url) ?? [];
  if (host === undefined || target === undefined || url.length > maxUrlLength || !/^[!-~]+$/.test(url))
    throw notUrl(url);
  return { host: host.toLowerCase(), target: target === "" ? "/" : target.replace(/^\?/, "/?") };
}

/** A host, or one of the names below it. */
function isAt(host: string, own: string): boolean {
  const [given, known] = [byName(host), byName(own)];
  return given === known || given.endsWith(`.${known}`);
}

/** This machine is written in several ways. */
function byName(host: string): string {
  return host.replace(/^(127\.0\.0\.1|\[::1\])(?=:|$)/, "localhost");
}

function nameOf(host: string): string {
  return host.replace(/:\d*$/, "");
}

function whole({ bucket = "", key = "" }: Address): { readonly bucket: string; readonly key: string } {
  return { bucket, key };
}

/** What it signed stays right when it has ended. */
function inForce({ revokedAt: _, expiresAt: __, ...key }: AccessKey): AccessKey {
  return key;
}

/** That the door refuses is an answer here. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof Failure) || error.status >= 500) throw error;
}

/** `undefined` where a part of a signature is missing or is none. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    return unlessRefused(error);
  }
}

/** Throws InvalidArgument for what no server could read. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Failure ? notUrl(error.code) : error;
  }
}

function notUrl(got: string): Failure<"InvalidArgument"> {
  const expected = `an absolute http(s) URL, percent-encoded, of at most ${maxUrlLength} characters`;
  return new Failure("InvalidArgument", {
    name: "url",
    got: got.length > 100 ? `${got.length} characters` : got,
    expected,
  });
}
