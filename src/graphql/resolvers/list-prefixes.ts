import type { BucketName } from "../../base/bucket-name.js";
import { isStagedFolder } from "../../service/intake/upload-name.js";
import { type Connection, connection } from "../connection.js";
import type { Context } from "../context.js";
import { Prefix } from "../types/prefix.js";

/** Entries of the listing that one page looks at; where folders are rare, the page ends early and says where to go on. */
const maxScanned = 1000;

export interface PrefixQuery {
  readonly bucket: BucketName;
  readonly prefix: string;
  /** At least one character. */
  readonly delimiter: string;
  /** 1..100 */
  readonly first: number;
  /** The key, or prefix, behind which the page starts. */
  readonly after: string | undefined;
}

/** A page of the folders below a prefix, in byte order. Throws NoSuchBucket, AccessDenied. */
export async function listPrefixes(query: PrefixQuery, context: Context): Promise<Connection<Prefix>> {
  const { bucket, prefix, delimiter, first } = query;
  const found: string[] = [];
  let from = query.after;
  for (let scanned = 0; scanned < maxScanned; ) {
    await context.turns.next();
    const page = await context.service.listObjects(
      {
        bucket,
        prefix,
        delimiter,
        limit: Math.min(maxScanned - scanned, first + 1),
        ...(from !== undefined && { after: from }),
      },
      context.call,
    );
    found.push(...page.commonPrefixes.filter((folder) => !isStagedFolder(folder)));
    // One more than asked for proves that there is a next page; it goes on behind the last one shown.
    if (found.length > first) return prefixes(found.slice(0, first), query, found[first - 1]);
    if (page.next === undefined) return prefixes(found, query, undefined);
    scanned += page.objects.length + page.commonPrefixes.length;
    from = page.next;
  }
  return prefixes(found, query, from);
}

function prefixes(
  found: readonly string[],
  { bucket, prefix, after }: PrefixQuery,
  next: string | undefined,
): Connection<Prefix> {
  const nodes = found.map((text) => new Prefix(bucket, text, prefix.length));
  return connection(nodes, { nameOf: (node) => node.prefix, after, next });
}
