import type { FailureEntry, Nothing } from "./failure-entry.js";

/** Who is asking, and what for, is not allowed. */
export const accessFailures = {
  AccessDenied: {
    status: 403,
    hint: "Sign the request with a key that has the right.",
    /**
     * `expires` and `serverTime`, ms since 1970, go with a signed URL that is too old; `bucket` and `key` say where a right is
     * lacking, as the caller named it.
     */
    say: (d: { reason: string; expires?: number; serverTime?: number; bucket?: string; key?: string }) => d.reason,
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
  /** A browser's question whether a page of another origin may go on. */
  AccessForbidden: {
    status: 403,
    hint: "Set a CORS rule of the bucket that allows origin, method and headers.",
    say: (d: { reason: string }) => `CORSResponse: ${d.reason}`,
  },
  Unauthenticated: {
    status: 401,
    hint: "Send `Authorization: Bearer TOKEN` with a token that is valid: the admin token, which the first start prints, or one of the issuer that the settings name.",
    say: (d: { reason: string }) => d.reason,
  },
} as const satisfies Record<string, FailureEntry>;
