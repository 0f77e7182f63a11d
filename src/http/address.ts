import { percentDecode } from "./request-target.js";

/** What a request may be about, before names are checked: nothing (the service), a bucket, or an object. */
export interface Address {
  readonly bucket?: string;
  readonly key?: string;
}

/** Endpoint names of the vendor; one client forges them in the Host header when it is given an IP endpoint. */
const vendorEndpoint = /^(?<label>.*)\.(?:oss-)?[a-z0-9-]+(?:-internal)?\.aliyuncs\.com$/;

/**
 * Every reading of a request, most likely first: a bucket in the Host, a bucket in both Host and path, or a bucket in the
 * path. The signature decides between them. `host` is the Host header, `rawPath` the path before decoding. Throws
 * InvalidURI. Source: wire protocol §1.2 to §1.4.
 */
export function addressesOf(
  host: string | undefined,
  rawPath: string,
  bucketHosts: readonly string[],
): readonly [Address, ...Address[]] {
  const label = bucketLabel(host, bucketHosts);
  if (label === undefined || isNoBucket(label)) return [pathAddress(rawPath)];
  const inHost: Address = rawPath === "/" ? { bucket: label } : { bucket: label, key: percentDecode(rawPath.slice(1)) };
  const inBoth = pathAddress(rawPath);
  return inBoth.bucket === label ? [inHost, inBoth] : [inHost];
}

/**
 * True when the Host header names something below a bucket host (`photos.localhost:4000`), so that no path is reserved
 * there and its pages have an origin of their own.
 */
export function isBucketHost(host: string | undefined, bucketHosts: readonly string[]): boolean {
  return bucketLabel(host, bucketHosts) !== undefined;
}

/** The Host header without its bucket label: `photos.localhost:4000` → `localhost:4000`. */
export function endpointOf(host: string | undefined, bucketHosts: readonly string[]): string {
  const label = bucketLabel(host, bucketHosts);
  return label === undefined ? (host ?? "") : (host ?? "").slice(label.length + 1);
}

/** What stands before the endpoint in the Host header, possibly empty; `undefined` on the bare endpoint. */
function bucketLabel(host: string | undefined, bucketHosts: readonly string[]): string | undefined {
  const name = (host ?? "").toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
  const known = bucketHosts.map((suffix) => suffix.toLowerCase());
  if (known.includes(name)) return undefined;
  // Of nested endpoint names the longest is meant.
  const suffix = known.filter((each) => name.endsWith(`.${each}`)).sort((a, b) => b.length - a.length)[0];
  if (suffix !== undefined) return name.slice(0, -suffix.length - 1);
  return vendorEndpoint.exec(name)?.groups?.label;
}

/** A client that has no bucket writes these in its place. */
function isNoBucket(label: string): boolean {
  return label === "" || label === "undefined" || label === "null";
}

/**
 * `/bucket/key`. Only the first slash as written separates: a key's own slashes may come as `%2F`. Of `//` there is neither:
 * one client asks so for the service in path style.
 */
function pathAddress(rawPath: string): Address {
  if (rawPath === "/" || rawPath === "//") return {};
  const slash = rawPath.indexOf("/", 1);
  const bucket = percentDecode(rawPath.slice(1, slash < 0 ? undefined : slash));
  const rawKey = slash < 0 ? "" : rawPath.slice(slash + 1);
  return rawKey === "" ? { bucket } : { bucket, key: percentDecode(rawKey) };
}
