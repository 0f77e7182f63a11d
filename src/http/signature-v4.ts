import { createHmac, hash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Address } from "./address.js";
import { wireHeader } from "./oss-request.js";
import { percentEncode, type Query } from "./request-target.js";
import { isSubResource } from "./sub-resource.js";

/** Where a signature of version 4 is valid. */
export interface Scope {
  /** `20261122` */
  readonly day: string;
  /** Any: this gateway is in none. */
  readonly region: string;
  readonly product: string;
}

/** Everything of a request that version 4 signs. */
export interface SignedPartsV4 {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly address: Address;
  readonly query: Query;
  /** Lower-case names of further headers that are signed, sorted. */
  readonly additionalHeaders: readonly string[];
}

export const unsignedPayload = "UNSIGNED-PAYLOAD";

/**
 * The canonical request, a wire string. Clients disagree on the empty value of a parameter that is no sub-resource:
 * `emptyAs` is what follows its name. Source: OSS manual, signature version 4; wire protocol §3.4 to §3.6.
 */
export function canonicalRequestV4(parts: SignedPartsV4, emptyAs: "" | "="): string {
  const { method, headers, address, additionalHeaders } = parts;
  const { bucket, key } = address;
  const path = bucket === undefined ? "/" : `/${bucket}/${key ?? ""}`;
  const signed = Object.keys(headers).filter(
    (name) =>
      ["content-type", "content-md5"].includes(name) || name.startsWith("x-oss-") || additionalHeaders.includes(name),
  );
  return [
    method,
    percentEncode(path, "/"),
    canonicalQuery(parts.query, emptyAs),
    ...signed.sort().map((name) => `${name}:${(wireHeader(headers, name) ?? "").trim()}`),
    "",
    additionalHeaders.join(";"),
    unsignedPayload,
  ].join("\n");
}

/** What is signed: `timestamp` as the client wrote it, the scope, and the digest of the canonical request. */
export function stringToSignV4(timestamp: string, scope: Scope, canonicalRequest: string): string {
  const digest = hash("sha256", Buffer.from(canonicalRequest, "latin1"), "hex");
  return ["OSS4-HMAC-SHA256", timestamp, printScope(scope), digest].join("\n");
}

/** The key that signs for one day in one place. */
export function signingKeyV4(secret: string, scope: Scope): Buffer {
  const steps = [scope.region, scope.product, "aliyun_v4_request"];
  const first = createHmac("sha256", `aliyun_v4${secret}`).update(scope.day).digest();
  return steps.reduce((key, step) => createHmac("sha256", key).update(step).digest(), first);
}

/** Lower-case hex of the signature; `signingKey` is what `signingKeyV4` gave. */
export function signV4(signingKey: Buffer, stringToSign: string): string {
  return createHmac("sha256", signingKey).update(stringToSign).digest("hex");
}

/** True where `canonicalRequestV4` gives two forms. */
export function hasEmptyParameter(query: Query): boolean {
  return [...query].some(([name, value]) => value === "" && !isSubResource(name));
}

/** All parameters but the signature, sorted by encoded name. */
function canonicalQuery(query: Query, emptyAs: "" | "="): string {
  return [...query]
    .filter(([name]) => name !== "x-oss-signature")
    .map(([name, value]) => {
      const empty = isSubResource(name) ? "" : emptyAs;
      return [percentEncode(name), value === "" ? empty : `=${percentEncode(value)}`] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => name + value)
    .join("&");
}

function printScope({ day, region, product }: Scope): string {
  return `${day}/${region}/${product}/aliyun_v4_request`;
}
