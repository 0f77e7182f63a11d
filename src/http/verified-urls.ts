import type { AccessKey } from "../service/ports.js";
import type { Authenticated } from "./authenticate.js";
import type { SignedCredentials } from "./credentials.js";
import type { OssRequest } from "./oss-request.js";

/** What was found of a signed URL. It holds while its key is the same value: one that was changed or revoked is another. */
export interface VerifiedUrl {
  readonly key: AccessKey;
  readonly credentials: SignedCredentials;
  readonly authenticated: Authenticated;
}

/** With the longest targets some 6 MB. */
const maxKept = 2000;
const maxTargetLength = 2048;

/**
 * Signed URLs that were found right lately. Pages and caches ask for the same one again and again, and checking it costs more
 * than remembering it. Whether it has ended, or its key has, is for who finds one to ask each time.
 */
export class VerifiedUrls {
  readonly #kept = new Map<string, VerifiedUrl>();

  find(request: OssRequest): VerifiedUrl | undefined {
    if (this.#kept.size === 0) return undefined;
    const name = nameOf(request);
    return name === undefined ? undefined : this.#kept.get(name);
  }

  /** Takes it in, and drops the oldest for it; silent about what depends on more than a URL. */
  keep(request: OssRequest, verified: VerifiedUrl): void {
    const name =
      "expiresAt" in verified.credentials && verified.key.tokenHash === undefined ? nameOf(request) : undefined;
    if (name === undefined) return;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= maxKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(name, verified);
  }
}

/** All that a signature in a URL covers; `undefined` where that may be more than method, host and target. */
function nameOf({ method, headers, target: { raw, query } }: OssRequest): string | undefined {
  const isRead = method === "GET" || method === "HEAD";
  if (!isRead || raw.length > maxTargetLength || query.has("x-oss-additional-headers") || isCovered(headers))
    return undefined;
  return `${method} ${headers.host} ${raw}`;
}

/** Signatures cover these headers, and a token may stand in one. */
function isCovered(headers: OssRequest["headers"]): boolean {
  for (const name in headers) if (name.startsWith("x-oss-") || coveredHeaders.has(name)) return true;
  return false;
}

const coveredHeaders = new Set(["authorization", "content-md5", "content-type", "security-token"]);
