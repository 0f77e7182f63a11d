import { createHmac, hash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Address } from "./address.js";
import { canonicalHeaders } from "./canonical-headers.js";
import { canonicalParameters } from "./canonical-parameters.js";
import { percentEncode, type Query } from "./request-target.js";
import { SigningKey } from "./signing-key.js";
import { type EmptyAs, isSubResource } from "./sub-resource.js";

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
export function canonicalRequestV4(parts: SignedPartsV4, emptyAs: EmptyAs): string {
  return canonicalRequestOf(parts, canonicalRestV4(parts, emptyAs));
}

/** The canonical request for one of several addresses, all of which have the same rest. */
export function canonicalRequestOf(
  { method, address }: Pick<SignedPartsV4, "method" | "address">,
  rest: string,
): string {
  const { bucket, key } = address;
  const path = bucket === undefined ? "/" : `/${bucket}/${key ?? ""}`;
  return `${method}\n${percentEncode(path, "/")}\n${rest}`;
}

/** What follows the path in the canonical request. */
export function canonicalRestV4(parts: Omit<SignedPartsV4, "method" | "address">, emptyAs: EmptyAs): string {
  const { headers, query, additionalHeaders } = parts;
  const parameters = canonicalParameters(query, {
    isSigned: (name) => name !== "x-oss-signature",
    encode: percentEncode,
    afterEmpty: (name) => (isSubResource(name) ? "" : emptyAs),
  });
  const signedHeaders = canonicalHeaders(headers, (name) => isAlwaysSigned(name) || additionalHeaders.includes(name));
  return `${parameters}\n${signedHeaders}\n${additionalHeaders.join(";")}\n${unsignedPayload}`;
}

/** True for the headers that every client signs. */
function isAlwaysSigned(name: string): boolean {
  return name === "content-type" || name === "content-md5" || name.startsWith("x-oss-");
}

/** What is signed: `timestamp` as the client wrote it, the scope, and the digest of the canonical request. */
export function stringToSignV4(timestamp: string, scope: Scope, canonicalRequest: string): string {
  const digest = hash("sha256", Buffer.from(canonicalRequest, "latin1"), "hex");
  return `OSS4-HMAC-SHA256\n${timestamp}\n${printScope(scope)}\n${digest}`;
}

/** The key that signs for one day in one place with an access key's secret. */
export function signingKeyV4(secret: string, scope: Scope): SigningKey {
  const steps = [scope.region, scope.product, "aliyun_v4_request"];
  const first = createHmac("sha256", `aliyun_v4${secret}`).update(scope.day).digest();
  const derived = steps.reduce((key, step) => createHmac("sha256", key).update(step).digest(), first);
  return new SigningKey({ digest: "sha256", encoding: "hex" }, derived);
}

/** True where `canonicalRequestV4` gives two forms. */
export function hasEmptyParameter(query: Query): boolean {
  for (const [name, value] of query) if (value === "" && !isSubResource(name)) return true;
  return false;
}

function printScope({ day, region, product }: Scope): string {
  return `${day}/${region}/${product}/aliyun_v4_request`;
}
