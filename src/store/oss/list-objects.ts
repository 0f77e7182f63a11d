import type { ObjectKey } from "../../base/object-key.js";
import { childrenOf, type OssClient, textOf, unusable, type XmlNode } from "../../oss/index.js";
import type { Facts, ListedObject, ListPage, ListQuery } from "../../service/ports.js";
import { readEtag, readTime, readType, versionOf } from "./object-headers.js";

/** One page by ListObjects, whose marker may be any key or prefix. Throws NoSuchBucket. Source: wire protocol §4.7. */
export async function listObjects(
  { client, facts }: { readonly client: OssClient; readonly facts: Pick<Facts, "findInspections"> },
  { bucket, prefix, delimiter, after, limit }: ListQuery,
  signal: AbortSignal,
): Promise<ListPage> {
  const query = {
    prefix: prefix || undefined,
    delimiter: delimiter || undefined,
    marker: after || undefined,
    "max-keys": limit,
    // Keys may hold characters that no document can.
    "encoding-type": "url",
  };
  const { xml } = await client.call({ method: "GET", bucket, query, isRepeatable: true }, signal);
  const decode = decoderOf(xml);
  const listed = childrenOf(xml, "Contents").map((entry): Omit<ListedObject, "inspection"> => {
    const etag = readEtag(textOf(entry, "ETag"));
    const lastModified = readTime(textOf(entry, "LastModified"));
    return {
      bucket,
      key: decode(textOf(entry, "Key")) as ObjectKey,
      version: versionOf(etag, lastModified),
      etag,
      byteSize: Number(textOf(entry, "Size") ?? 0),
      type: readType(textOf(entry, "Type")),
      lastModified,
    };
  });
  const seen = listed.length > 0 ? await facts.findInspections(listed) : [];
  const next = textOf(xml, "IsTruncated") === "true" ? decode(textOf(xml, "NextMarker")) : undefined;
  return {
    objects: listed.map((object, i) => {
      const inspection = seen[i];
      return inspection ? { ...object, inspection } : object;
    }),
    commonPrefixes: childrenOf(xml, "CommonPrefixes").map((each) => decode(textOf(each, "Prefix"))),
    ...(next !== undefined && { next }),
  };
}

/**
 * Reads names as the document writes them; `+` is a space as in forms, since that is how the SDKs read it. What it answers
 * throws ServiceUnavailable for a name that is not encoded as the document says.
 */
export function decoderOf(xml: XmlNode): (text: string | undefined) => string {
  if (textOf(xml, "EncodingType") !== "url") return (text = "") => text;
  return (text = "") => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      throw unusable("a name with a broken escape");
    }
  };
}
