import { timingSafeEqual } from "node:crypto";
import { assertNever } from "../base/assert-never.js";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Caller } from "../service/service.js";
import type { Address } from "./address.js";
import { parseCredentials, type SignedCredentials } from "./credentials.js";
import type { OssRequest } from "./oss-request.js";
import { signV1, stringToSignV1 } from "./signature-v1.js";
import { canonicalRequestV4, hasEmptyParameter, signV4, stringToSignV4 } from "./signature-v4.js";
import { textOfWire } from "./wire-text.js";

/** Finds the secret of a key id. */
export interface Keys {
  secretOf(accessKeyId: string): string | undefined;
}

/** Who asks, and which readings of the request remain: one when it is signed, all when it is anonymous. */
export interface Authenticated {
  readonly caller: Caller;
  readonly addresses: readonly [Address, ...Address[]];
}

const maxSkewMs = 15 * 60 * 1000;

/**
 * Verifies the signature of a request; the first reading of the address that it fits is the one that is meant. Throws, in
 * this order, what `parseCredentials` throws, InvalidAccessKeyId, AccessDenied (expired) or RequestTimeTooSkewed,
 * InvalidSecurityToken, SignatureDoesNotMatch. Source: wire protocol §1.4, §3.1.
 */
export function authenticate(
  request: OssRequest,
  addresses: readonly [Address, ...Address[]],
  use: { keys: Keys; clock: Clock },
): Authenticated {
  const { headers, target } = request;
  const credentials = parseCredentials(headers, target.query);
  if (credentials.scheme === "anonymous") return { caller: { kind: "anonymous" }, addresses };

  const { accessKeyId, signature } = credentials;
  const secret = use.keys.secretOf(accessKeyId);
  if (secret === undefined) throw new Failure("InvalidAccessKeyId", { accessKeyId });
  checkTime(credentials, use.clock.now());
  // Keys here are permanent, so a token cannot belong to one.
  const tokens = ["security-token", "x-oss-security-token"];
  if (tokens.some((name) => headers[name] !== undefined || target.query.has(name)))
    throw new Failure("InvalidSecurityToken", {});

  const isMeant = (address: Address) =>
    expectations(credentials, request, secret, address).some((expected) => isSame(expected.signature, signature));
  const meant = addresses.find(isMeant);
  if (meant) return { caller: { kind: "key", accessKeyId, grant: { role: "admin", scopes: "everywhere" } }, addresses: [meant] };
  const [{ stringToSign, canonicalRequest }] = expectations(credentials, request, secret, addresses[0]);
  throw new Failure("SignatureDoesNotMatch", {
    stringToSign: shownText(stringToSign),
    ...(canonicalRequest !== undefined && { canonicalRequest: shownText(canonicalRequest) }),
    provided: signature,
    accessKeyId,
  });
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
  if (now > expires) throw new Failure("AccessDenied", { reason: "Request has expired.", expires, serverTime: now });
}

function checkSkew(requestTime: number, serverTime: number, skewMs: number): void {
  if (skewMs > maxSkewMs) throw new Failure("RequestTimeTooSkewed", { requestTime, serverTime, maxSkewMs });
}

/** A signature that would be right, and what it is made over, as wire strings. */
interface Expectation {
  readonly signature: string;
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
}

/** The signatures that fit if that address is meant; the usual form first. */
function expectations(
  credentials: SignedCredentials,
  { method, headers, target: { query } }: OssRequest,
  secret: string,
  address: Address,
): readonly [Expectation, ...Expectation[]] {
  switch (credentials.scheme) {
    case "v1-header":
    case "v1-url": {
      const date = credentials.scheme === "v1-url" ? credentials.expires : credentials.date;
      const stringToSign = stringToSignV1({ method, headers, date, address, query });
      return [{ signature: signV1(secret, stringToSign), stringToSign: stringToSign.toString("latin1") }];
    }
    case "v4-header":
    case "v4-url": {
      const { additionalHeaders, scope, timestamp } = credentials;
      const expect = (emptyAs: "" | "="): Expectation => {
        const canonicalRequest = canonicalRequestV4({ method, headers, address, query, additionalHeaders }, emptyAs);
        const stringToSign = stringToSignV4(timestamp, scope, canonicalRequest);
        return { signature: signV4(secret, scope, stringToSign), stringToSign, canonicalRequest };
      };
      return hasEmptyParameter(query) ? [expect(""), expect("=")] : [expect("")];
    }
    default:
      return assertNever(credentials);
  }
}

function isSame(expected: string, provided: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(provided)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function shownText(wire: string): string {
  return textOfWire(wire) ?? wire;
}
