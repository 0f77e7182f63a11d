import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import type { ListedObject, ListPage } from "../service/ports.js";
import { owner } from "./acl-documents.js";
import { type Answer, xmlAnswer } from "./answer.js";
import { countParameter } from "./count-parameter.js";
import { type KeyEncoding, keyEncoding } from "./encoding-type.js";
import type { Exchange } from "./exchange.js";
import { xmlDate } from "./http-date.js";
import type { Query } from "./request-target.js";
import { textOfWire } from "./wire-text.js";
import type { XmlNode } from "./xml.js";

/** ListObjects, and with `list-type=2` ListObjectsV2. Source: OSS manual; wire protocol §4.7. */
export async function listObjects(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  const { query } = request.target;
  const listing = parseListing(query);
  const { prefix, delimiter, after, limit } = listing;
  const page = await service.listObjects(
    { bucket, limit, ...(prefix && { prefix }), ...(delimiter && { delimiter }), ...(after && { after }) },
    call,
  );
  return xmlAnswer([
    "ListBucketResult",
    listing.version === 2 ? pageV2(bucket, listing, page) : pageV1(bucket, listing, page),
  ]);
}

/** `max-keys`, 1..1000, 100 when absent. Throws InvalidArgument. */
export function maxKeysOf(query: Query): number {
  return countParameter(query, "max-keys", { min: 1, max: 1000, fallback: 100 });
}

/** A listing as the query asks for it; empty texts are as good as absent ones. */
interface Listing {
  readonly version: 1 | 2;
  readonly prefix: string;
  readonly delimiter: string;
  readonly marker: string;
  readonly startAfter: string;
  readonly token: string;
  /** Where the page starts: the marker, what the token stands for, or `start-after`. */
  readonly after: string;
  readonly limit: number;
  readonly withOwner: boolean;
  readonly encoding: KeyEncoding;
}

function parseListing(query: Query): Listing {
  const text = (name: string) => query.get(name) ?? "";
  const version = parseVersion(text("list-type"));
  const [marker, token, startAfter] = [text("marker"), text("continuation-token"), text("start-after")];
  return {
    version,
    prefix: text("prefix"),
    delimiter: text("delimiter"),
    marker,
    startAfter,
    token,
    after: version === 1 ? marker : token === "" ? startAfter : readToken(token),
    limit: maxKeysOf(query),
    withOwner: version === 1 || text("fetch-owner") === "true",
    encoding: keyEncoding(query.get("encoding-type")),
  };
}

function parseVersion(text: string): 1 | 2 {
  if (text === "" || text === "1") return 1;
  if (text === "2") return 2;
  throw new Failure("InvalidArgument", { name: "list-type", got: text, expected: "1 or 2" });
}

function pageV1(bucket: BucketName, listing: Listing, page: ListPage): XmlNode[] {
  const { show, nodes } = listing.encoding;
  return [
    ["Name", bucket],
    ["Prefix", show(listing.prefix)],
    ["Marker", show(listing.marker)],
    ["MaxKeys", listing.limit],
    ["Delimiter", show(listing.delimiter)],
    ...nodes,
    ["IsTruncated", page.next !== undefined],
    ...(page.next === undefined ? [] : [["NextMarker", show(page.next)] as const]),
    ...entries(listing, page),
  ];
}

function pageV2(bucket: BucketName, listing: Listing, page: ListPage): XmlNode[] {
  const { show, nodes } = listing.encoding;
  return [
    ["Name", bucket],
    ["Prefix", show(listing.prefix)],
    ...(listing.startAfter === "" ? [] : [["StartAfter", show(listing.startAfter)] as const]),
    ...(listing.token === "" ? [] : [["ContinuationToken", show(listing.token)] as const]),
    ["MaxKeys", listing.limit],
    ["Delimiter", show(listing.delimiter)],
    ...nodes,
    ["IsTruncated", page.next !== undefined],
    ...(page.next === undefined ? [] : [["NextContinuationToken", writeToken(page.next)] as const]),
    ["KeyCount", page.objects.length + page.commonPrefixes.length],
    ...entries(listing, page),
  ];
}

function entries(listing: Listing, { objects, commonPrefixes }: ListPage): XmlNode[] {
  const { show } = listing.encoding;
  return [
    ...objects.map((object): XmlNode => ["Contents", entry(object, listing, show)]),
    ...commonPrefixes.map((prefix): XmlNode => ["CommonPrefixes", [["Prefix", show(prefix)]]]),
  ];
}

function entry(object: ListedObject, { withOwner }: Listing, show: (text: string) => string): XmlNode[] {
  return [
    ["Key", show(object.key)],
    ["LastModified", xmlDate(object.lastModified)],
    ["ETag", `"${object.etag}"`],
    ["Type", object.type],
    ["Size", object.byteSize],
    ["StorageClass", "Standard"],
    ...(withOwner ? [owner] : []),
  ];
}

/** Tokens have only characters that no encoding touches. */
function writeToken(after: string): string {
  return Buffer.from(after, "utf8").toString("base64url");
}

function readToken(token: string): string {
  const text = /^[A-Za-z0-9_-]+$/.test(token)
    ? textOfWire(Buffer.from(token, "base64url").toString("latin1"))
    : undefined;
  if (!text)
    throw new Failure("InvalidArgument", { name: "continuation-token", got: token, expected: "a token of a listing" });
  return text;
}
