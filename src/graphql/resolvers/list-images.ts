import type { BucketName } from "../../base/bucket-name.js";
import { headersPerPicture } from "../../service/has-budget.js";
import type { ListedObject, ListPage } from "../../service/ports.js";
import { type Connection, connection } from "../connection.js";
import type { Context } from "../context.js";
import { isImage } from "../is-image.js";
import { Image } from "../types/image.js";
import { visible } from "./visible.js";

/** Entries of the listing that one page looks at; where images are rare, the page ends early and says where to go on. */
const maxScanned = 1000;
/** Files that one page opens because nobody has looked at them yet. */
const maxFirstSights = 200;

export interface ImageQuery {
  readonly bucket: BucketName;
  readonly prefix: string | undefined;
  readonly delimiter: string | undefined;
  /** 1..100 */
  readonly first: number;
  /** The key, or common prefix, behind which the page starts. */
  readonly after: string | undefined;
}

/**
 * A page of the images in a bucket, in key order. Objects that are no images, or not the caller's to read, are
 * passed over. Throws BudgetExceeded where nobody has looked at them yet and the caller has no renders left.
 */
export async function listImages(query: ImageQuery, context: Context): Promise<Connection<Image>> {
  const found: ListedObject[] = [];
  let scanned = 0;
  let firstSights = 0;
  let from = query.after;
  while (scanned < maxScanned) {
    const page = await listPage(
      query,
      from,
      Math.min(maxScanned - scanned, Math.max(headersPerPicture, query.first + 1)),
      context,
    );
    for (let start = 0; start < page.objects.length; start += headersPerPicture) {
      const batch = page.objects.slice(start, start + headersPerPicture);
      const unseen = batch.filter(({ inspection }) => !inspection || inspection.state === "unreadable").length;
      if (unseen > 0) context.call.spend?.(0);
      for (const object of await Promise.all(batch.map((entry) => visibleImage(entry, context)))) {
        // One more than asked for proves that there is a next page; it goes on behind the last one shown.
        if (object && found.length === query.first) return images(found, query, found.at(-1)?.key);
        if (object) found.push(object);
      }
      firstSights += unseen;
      if (firstSights >= maxFirstSights) return images(found, query, batch.at(-1)?.key);
    }
    scanned += page.objects.length + page.commonPrefixes.length;
    if (page.next === undefined) return images(found, query, undefined);
    from = page.next;
  }
  return images(found, query, from);
}

async function listPage(
  { bucket, prefix, delimiter }: ImageQuery,
  after: string | undefined,
  limit: number,
  { service, call, turns }: Context,
): Promise<ListPage> {
  await turns.next();
  const options = { ...(prefix && { prefix }), ...(delimiter && { delimiter }), ...(after !== undefined && { after }) };
  return service.listObjects({ bucket, limit, ...options }, call);
}

/** What is known to be no image comes first, since it costs nothing. */
async function visibleImage(object: ListedObject, context: Context): Promise<ListedObject | null> {
  if (object.inspection?.state === "not-image") return null;
  const seen = await visible(object, context);
  return seen && (await isImage(seen, context)) ? seen : null;
}

function images(objects: readonly ListedObject[], { after }: ImageQuery, next: string | undefined): Connection<Image> {
  const nodes = objects.map((object) => new Image(object));
  return connection(nodes, { nameOf: ({ key }) => key, after, next });
}
