import { createRemoteJWKSet, customFetch, errors, type JWTVerifyOptions, jwtVerify } from "jose";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import type { TokenClaims, TokenVerifier } from "../service/ports/token-verifier.js";
import { createKeySetFetch } from "./key-set-fetch.js";

export interface TokenVerifierUse {
  /** What signs tokens: a secret that both sides share (HS256), or public keys that the issuer shows under a URL. */
  readonly keys: { readonly secret: string } | { readonly jwksUrl: string };
  /** Every token names both. */
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** How far the issuer's clock and this one may be apart. */
const clockToleranceSeconds = 30;
/** Far above what issuers send, far below what would be work to hash. */
const maxTokenLength = 8192;
const fetchTimeoutMs = 5_000;
/** A key that the issuer withdrew is believed no longer than this. */
const keySetAgeMs = 600_000;
/** An unknown key id has the set fetched again, but not more often than this. */
const cooldownMs = 30_000;
const publicKeyAlgorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/**
 * Verifies JSON Web Tokens. Which algorithms count is decided by how the keys are given, never by the token: a public key
 * cannot be passed off as a secret, and `none` is no algorithm. Source: RFC 7519, RFC 8725.
 */
export function createTokenVerifier({ keys, issuer, audience, clock, log }: TokenVerifierUse): TokenVerifier {
  const verifySignature = verifierOf(keys, { clock, log });
  return {
    async verify(token) {
      if (token.length > maxTokenLength) throw refuse("the token is too long");
      try {
        const claims = await verifySignature(token, {
          issuer,
          audience,
          clockTolerance: clockToleranceSeconds,
          currentDate: new Date(clock.now()),
          requiredClaims: ["sub", "exp"],
        });
        return checkedSubject(claims);
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

type Verify = (token: string, options: JWTVerifyOptions) => Promise<Readonly<Record<string, unknown>>>;

function verifierOf(keys: TokenVerifierUse["keys"], use: Pick<TokenVerifierUse, "clock" | "log">): Verify {
  if ("secret" in keys) {
    const secret = new TextEncoder().encode(keys.secret);
    return async (token, options) => (await jwtVerify(token, secret, { ...options, algorithms: ["HS256"] })).payload;
  }
  const keySet = createRemoteJWKSet(new URL(keys.jwksUrl), {
    timeoutDuration: fetchTimeoutMs,
    cooldownDuration: cooldownMs,
    cacheMaxAge: keySetAgeMs,
    [customFetch]: createKeySetFetch(use),
  });
  return async (token, options) =>
    (await jwtVerify(token, keySet, { ...options, algorithms: publicKeyAlgorithms })).payload;
}

/** Every subject has a name of its own, short enough to be shown. `exp` was checked with the signature. */
function checkedSubject(claims: Readonly<Record<string, unknown>>): TokenClaims {
  const { sub, exp } = claims;
  if (typeof sub !== "string" || typeof exp !== "number" || !/^\P{Cc}{1,255}$/u.test(sub))
    throw refuse("the token's claim sub: expected 1..255 characters that can be seen");
  return { ...claims, sub, exp };
}

/** The bearer learns what to put right; what an attacker could learn from is not told apart. */
function failureOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return refuse("the token has expired", error);
  if (error instanceof errors.JWTClaimValidationFailed)
    return refuse(
      `the token's claim ${error.claim} is ${error.reason === "missing" ? "missing" : "not accepted"}`,
      error,
    );
  if (error instanceof errors.JWKSInvalid || (error instanceof errors.JOSEError && error.code === "ERR_JOSE_GENERIC"))
    return new Failure(
      "ServiceUnavailable",
      { reason: "the keys of tokens are not to be had", retryAfterSeconds: 5 },
      { cause: error },
    );
  return error instanceof errors.JOSEError ? refuse("the token is not valid", error) : error;
}

function refuse(reason: string, cause?: unknown): Failure {
  return new Failure("Unauthenticated", { reason }, { cause });
}
