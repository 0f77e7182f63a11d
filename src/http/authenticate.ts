import { assertNever } from "../base/assert-never.js";
import type { BucketName } from "../base/bucket-name.js";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { AccessKey } from "../service/ports.js";
import type { Caller } from "../service/service.js";
import type { UrlFacts } from "../service/urls/revoked-names.js";
import { type Address, addressesOf, isBucketHost } from "./address.js";
import { admitKey, checkToken, type Keys } from "./admit-key.js";
import type { Addresses, Authenticated } from "./authenticated.js";
import { parseCredentials, type SignedCredentials } from "./credentials.js";
import { givenTokens } from "./given-tokens.js";
import { isSameText } from "./is-same-text.js";
import { type OssRequest, wireHeader } from "./oss-request.js";
import { percentDecode, type Query } from "./request-target.js";
import { type Signable, signedForms } from "./signed-forms.js";
import { SigningKeys } from "./signing-keys.js";
import { VerifiedUrls } from "./verified-urls.js";
import { textOfWire } from "./wire-text.js";

export interface AuthenticatorUse {
  readonly keys: Keys;
  readonly clock: Clock;
  /** Host names below which `BUCKET.host` addresses a bucket. */
  readonly bucketHosts: readonly string[];
  /** The buckets that a key's holder sees, for URLs that do not name theirs; bounded. */
  readonly bucketsOf: (caller: Caller, signal: AbortSignal) => Promise<readonly BucketName[]>;
}

/**
 * Verifies the signature of a request; the first reading of the address that it fits is the one that is meant. Throws, in
 * this order, what `parseCredentials` throws, InvalidAccessKeyId, AccessDenied (expired) or RequestTimeTooSkewed,
 * InvalidAccessKeyId, InvalidSecurityToken or SecurityTokenExpired, SignatureDoesNotMatch. Source: wire protocol §1.4, §3.1.
 */
export type Authenticate = (request: OssRequest, addresses: Addresses, signal: AbortSignal) => Promise<Authenticated>;

const maxSkewMs = 15 * 60 * 1000;

/** Makes the check of signatures; between requests it keeps derived keys, and which URLs were right. */
export function createAuthenticate({ keys, clock, bucketHosts, bucketsOf }: AuthenticatorUse): Authenticate {
  const signingKeys = new SigningKeys();
  const verifiedUrls = new VerifiedUrls();

  return async (request, addresses, signal) => {
    const { headers, target } = request;
    const verified = verifiedUrls.find(request);
    const credentials = verified?.credentials ?? parseCredentials(headers, target.query);
    if (credentials.scheme === "anonymous") return { caller: { kind: "anonymous" }, addresses };
    const now = clock.now();
    const { accessKeyId } = credentials;
    const key = admitKey(await keys.find(accessKeyId), accessKeyId, now);
    checkTime(credentials, now);
    if (verified?.key === key) {
      keys.noteUse(key.id);
      return verified.authenticated;
    }
    checkToken(key, givenTokens(credentials.scheme, headers, target.query), now);

    const caller = callerOf(key);
    const signingKey = signingKeys.of(key, credentials);
    const forms = signedForms(credentials, request);
    const fits = (address: Address) =>
      forms.some((form) => isSameText(signingKey.sign(form(address).stringToSign), credentials.signature));
    const spaced = spacedAddresses(request, bucketHosts);
    const elsewhere = async () =>
      canLackBucket(credentials, request, bucketHosts)
        ? (await bucketsOf(caller, signal)).map((bucket) => ({ bucket, key: percentDecode(target.rawPath.slice(1)) }))
        : [];
    const meant = hasListedHeaders(credentials, headers)
      ? (addresses.find(fits) ?? spaced.find(fits) ?? (await elsewhere()).find(fits))
      : undefined;
    if (!meant) throw mismatch(credentials, forms[0](addresses[0]));
    keys.noteUse(key.id);
    const signedUrl = signedUrlOf(credentials, target.query, meant);
    const authenticated: Authenticated = { caller, addresses: [meant], ...(signedUrl && { signedUrl }) };
    verifiedUrls.keep(request, { key, credentials, authenticated });
    return authenticated;
  };
}

/** What is known of a request as a signed URL; `undefined` where it is signed in a header, or is about no object. */
function signedUrlOf(credentials: SignedCredentials, query: Query, { bucket, key }: Address): UrlFacts | undefined {
  if (!("expiresAt" in credentials) || bucket === undefined || key === undefined || key === "") return undefined;
  const { signature, expiresAt } = credentials;
  const process = query.get("x-oss-process") ?? "";
  return { bucket, key, process, signature, expiresAt: Math.floor(expiresAt / 1000) };
}

/** What the holder of a key is to the use-cases. */
export function callerOf({ id, role, scopes }: AccessKey): Caller {
  return { kind: "key", accessKeyId: id, grant: { role, scopes } };
}

function checkTime(credentials: SignedCredentials, now: number): void {
  switch (credentials.scheme) {
    case "v1-header":
    case "v4-header":
      checkSkew(credentials.sentAt, now, Math.abs(now - credentials.sentAt));
      return;
    case "v1-url":
      checkExpiry(credentials.expiresAt, now);
      return;
    case "v4-url":
      checkExpiry(credentials.expiresAt, now);
      checkSkew(credentials.sentAt, now, credentials.sentAt - now);
      return;
    default:
      assertNever(credentials);
  }
}

function checkExpiry(expires: number, now: number): void {
  if (now <= expires) return;
  const details = { reason: "Request has expired.", expires, serverTime: now };
  throw new Failure("AccessDenied", details, { hint: "Sign the URL again, with a later end." });
}

function checkSkew(requestTime: number, serverTime: number, skewMs: number): void {
  if (skewMs > maxSkewMs) throw new Failure("RequestTimeTooSkewed", { requestTime, serverTime, maxSkewMs });
}

/** False where a header that the signature is to cover did not come with the request. Source: wire protocol §3.4. */
function hasListedHeaders(credentials: SignedCredentials, headers: OssRequest["headers"]): boolean {
  return (
    !("additionalHeaders" in credentials) || credentials.additionalHeaders.every((name) => Object.hasOwn(headers, name))
  );
}

/** One client writes the spaces of a key as `+`; the signature covers the spaces. */
function spacedAddresses({ headers, target: { rawPath } }: OssRequest, bucketHosts: readonly string[]) {
  if (!rawPath.includes("+")) return [];
  return addressesOf(wireHeader(headers, "host"), rawPath.replaceAll("+", "%20"), bucketHosts);
}

/** One client leaves the bucket out of a URL of version 4 where the endpoint is an IP address; the signature still covers it. */
function canLackBucket({ scheme }: SignedCredentials, { headers, target }: OssRequest, bucketHosts: readonly string[]) {
  return scheme === "v4-url" && target.rawPath !== "/" && !isBucketHost(wireHeader(headers, "host"), bucketHosts);
}

function mismatch(
  { accessKeyId, signature: provided }: SignedCredentials,
  { stringToSign, canonicalRequest }: Signable,
): Failure<"SignatureDoesNotMatch"> {
  return new Failure("SignatureDoesNotMatch", {
    stringToSign: shownText(stringToSign),
    ...(canonicalRequest !== undefined && { canonicalRequest: shownText(canonicalRequest) }),
    provided,
    accessKeyId,
  });
}

function shownText(wire: string): string {
  return textOfWire(wire) ?? wire;
}
