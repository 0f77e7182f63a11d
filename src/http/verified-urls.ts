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

/** With all that a signature in a URL covers, where it covers no header but Host. */
interface Kept extends VerifiedUrl {
  readonly method: string;
  readonly host: string | undefined;
  readonly rawTarget: string;
}

/** Two times as many are kept, with the longest targets in some 6 MB. */
const maxRecent = 1000;
const maxTargetLength = 2048;

/**
 * Signed URLs that were found right lately. Pages and caches ask for the same one again and again, and checking it costs more
 * than remembering it. Whether it has ended, or its key has, is for who finds one to ask each time.
 */
export class VerifiedUrls {
  /** By their signatures. */
  #recent = new Map<string, Kept>();
  /** Those before, which go all together: taking out one at a time would cost as much as the rest. */
  #earlier = new Map<string, Kept>();
  /** Marks of those that came once: remembering what never comes again would cost more than it saves. */
  readonly #seen = new Uint32Array(4096);

  /** What was found of this very URL, asked for in the same way. */
  find({ method, headers, target }: OssRequest): VerifiedUrl | undefined {
    const signature = target.query.get("x-oss-signature") ?? target.query.get("Signature");
    if (signature === undefined) return undefined;
    const kept = this.#recent.get(signature) ?? this.#earlier.get(signature);
    const isSame =
      kept?.rawTarget === target.raw && kept.method === method && kept.host === headers.host && !isCovered(headers);
    return isSame ? kept : undefined;
  }

  /** Takes it in when it comes the second time; a URL with a token is not remembered, nor one whose signature covers headers. */
  keep({ method, headers, target }: OssRequest, verified: VerifiedUrl): void {
    const { credentials, key } = verified;
    const isUrl =
      "expiresAt" in credentials && !("additionalHeaders" in credentials && credentials.additionalHeaders[0]);
    const isRead = method === "GET" || method === "HEAD";
    if (!isUrl || !isRead || key.tokenHash !== undefined || target.raw.length > maxTargetLength) return;
    const mark = markOf(credentials.signature);
    const slot = mark % this.#seen.length;
    if (this.#seen[slot] !== mark) {
      this.#seen[slot] = mark;
      return;
    }
    if (isCovered(headers)) return;
    if (this.#recent.size >= maxRecent) [this.#earlier, this.#recent] = [this.#recent, new Map()];
    this.#recent.set(credentials.signature, { ...verified, method, host: headers.host, rawTarget: target.raw });
  }
}

/** A number of 32 bits; signatures are evenly spread as they are. */
function markOf(signature: string): number {
  let mark = 0;
  for (let i = 0; i < 8; i++) mark = (mark * 31 + signature.charCodeAt(i)) >>> 0;
  return mark;
}

/** Signatures cover these headers, and a token may stand in one. */
function isCovered(headers: OssRequest["headers"]): boolean {
  for (const name in headers) if (name.startsWith("x-oss-") || coveredHeaders.has(name)) return true;
  return false;
}

const coveredHeaders = new Set(["authorization", "content-md5", "content-type", "security-token"]);
