import { createHash, timingSafeEqual } from "node:crypto";
import { Failure } from "../base/failure.js";
import type { TokenVerifier } from "../service/ports.js";
import { tokenCaller } from "../service/rights/token-caller.js";
import type { Caller } from "../service/service.js";

export interface Believed {
  /** The bearer of it may do everything. */
  readonly adminToken: string;
  /** Absent: no other tokens are believed. */
  readonly tokens?: TokenVerifier | undefined;
}

/**
 * Who sends an Authorization header: nobody without one, the bearer of the admin token, or of a token of the issuer. Throws
 * Unauthenticated for any other header: nobody is silently anonymous; ServiceUnavailable while tokens cannot be verified.
 */
export async function readCaller(authorization: string | undefined, { adminToken, tokens }: Believed): Promise<Caller> {
  if (authorization === undefined || authorization === "") return { kind: "anonymous" };
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined)
    throw new Failure("Unauthenticated", { reason: "the Authorization header is not of the form `Bearer TOKEN`" });
  if (timingSafeEqual(digest(token), digest(adminToken))) return { kind: "admin" };
  if (!tokens) throw new Failure("Unauthenticated", { reason: "the token is not valid" });
  return tokenCaller(await tokens.verify(token));
}

/** Equal lengths, whatever was sent, so that the comparison takes the same time. */
const digest = (text: string) => createHash("sha256").update(text).digest();
