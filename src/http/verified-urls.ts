import type { AccessKey } from "../service/ports.js";
import type { Authenticated } from "./authenticated.js";
import type { SignedCredentials } from "./credentials.js";
import type { OssRequest } from "./oss-request.js";

/** What was found of a signed URL. It holds while its key is the same value: one that was changed or revoked is another. */
export interface VerifiedUrl {
  readonly key: AccessKey;
  readonly credentials: SignedCredentials;
  readonly authenticated: Authenticated;
}

/** Two times as many are kept, with the longest targets in some 6 MB. */
const maxRecent = 1000;
const maxTargetLength = 2048;

/**
 * Signed URLs that were found right lately. Pages and caches ask for the same one again and again, and checking it costs more
 * than remembering it. Whether it has ended, or its key has, is for who finds one to ask each time.
 */
export class VerifiedUrls {
  #recent = new Map<string, VerifiedUrl>();
  /** Those before, which go all together: taking out one at a time would cost as much as the rest. */
  #earlier = new Map<string, VerifiedUrl>();
  /** Marks of those that came once: remembering what never comes again would cost more than it saves. */
  readonly #seen = new Uint32Array(4096);

  /** By its name, where it has one. */
  find(name: string | undefined): VerifiedUrl | undefined {
    return name === undefined ? undefined : (this.#recent.get(name) ?? this.#earlier.get(name));
  }

  /** Takes it in when it comes the second time; a URL with a token is not remembered, nor one without a name. */
  keep(name: string | undefined, verified: VerifiedUrl): void {
    if (name === undefined || verified.key.tokenHash !== undefined) return;
    const mark = markOf(verified.credentials.signature);
    const slot = mark % this.#seen.length;
    if (this.#seen[slot] !== mark) {
      this.#seen[slot] = mark;
      return;
    }
    if (this.#recent.size >= maxRecent) [this.#earlier, this.#recent] = [this.#recent, new Map()];
    this.#recent.set(name, verified);
  }
}

/** A number of 32 bits; signatures are evenly spread as they are. */
function markOf(signature: string): number {
  let mark = 0;
  for (let i = 0; i < 8; i++) mark = (mark * 31 + signature.charCodeAt(i)) >>> 0;
  return mark;
}

/** All that the signature in a URL covers; `undefined` for what is no signed URL, or where it may cover more than method, host and target. */
export function nameOfSignedUrl({ method, headers, target: { raw, query } }: OssRequest): string | undefined {
  const isSignedUrl = query.has("x-oss-signature") ? !query.has("x-oss-additional-headers") : query.has("Signature");
  const isRead = method === "GET" || method === "HEAD";
  if (!isSignedUrl || !isRead || raw.length > maxTargetLength || isCovered(headers)) return undefined;
  return `${method} ${headers.host} ${raw}`;
}

/** Signatures cover these headers, and a token may stand in one. */
function isCovered(headers: OssRequest["headers"]): boolean {
  for (const name in headers) if (name.startsWith("x-oss-") || coveredHeaders.has(name)) return true;
  return false;
}

const coveredHeaders = new Set(["authorization", "content-md5", "content-type", "security-token"]);
