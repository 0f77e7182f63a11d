import { timingSafeEqual } from "node:crypto";
import { assertNever } from "../base/assert-never.js";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Caller } from "../service/service.js";
import type { Address } from "./address.js";
import { type Credentials, parseCredentials } from "./credentials.js";
import type { OssRequest } from "./oss-request.js";
import { signV1, stringToSignV1 } from "./signature-v1.js";
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
  if (headers["x-oss-security-token"] !== undefined || target.query.has("security-token"))
    throw new Failure("InvalidSecurityToken", {});

  const date = credentials.scheme === "v1-url" ? credentials.expires : credentials.date;
  const sign = (address: Address) =>
    stringToSignV1({ method: request.method, headers, date, address, query: target.query });
  const meant = addresses.find((address) => isSame(signV1(secret, sign(address)), signature));
  if (meant) return { caller: { kind: "key", accessKeyId }, addresses: [meant] };
  throw new Failure("SignatureDoesNotMatch", {
    stringToSign: shownText(sign(addresses[0])),
    provided: signature,
    accessKeyId,
  });
}

function checkTime(credentials: Exclude<Credentials, { scheme: "anonymous" }>, now: number): void {
  switch (credentials.scheme) {
    case "v1-header":
      if (Math.abs(now - credentials.sentAt) > maxSkewMs)
        throw new Failure("RequestTimeTooSkewed", { requestTime: credentials.sentAt, serverTime: now, maxSkewMs });
      return;
    case "v1-url":
      if (now > credentials.expiresAt)
        throw new Failure("AccessDenied", {
          reason: "Request has expired.",
          expires: credentials.expiresAt,
          serverTime: now,
        });
      return;
    default:
      assertNever(credentials);
  }
}

function isSame(expected: string, provided: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(provided)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function shownText(bytes: Buffer): string {
  const wire = bytes.toString("latin1");
  return textOfWire(wire) ?? wire;
}
