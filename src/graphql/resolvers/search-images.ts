import type { BucketName } from "../../base/bucket-name.js";
import type { ImageFilter, ImageOrder, ImagePosition } from "../../service/ports.js";
import { type Connection, connection, placeMark, readCursor, refusedCursor } from "../connection.js";
import type { Context } from "../context.js";
import { refusing } from "../refused-input.js";
import { Image } from "../types/image.js";

export interface ImageSearch {
  readonly bucket: BucketName;
  readonly prefix: string | undefined;
  readonly delimiter: string | undefined;
  readonly filter: ImageFilter;
  readonly order: ImageOrder;
  /** 1..100 */
  readonly first: number;
  /** A cursor. */
  readonly after: string | null | undefined;
}

/** A page of the images that are as asked, in the order asked. Throws RefusedInput for a cursor of another order, and what `Service.findImages` throws. */
export async function searchImages(
  { bucket, prefix, delimiter, filter, order, first, after }: ImageSearch,
  { service, call, turns }: Context,
): Promise<Connection<Image> & { readonly isComplete: boolean }> {
  const from = after == null ? undefined : refusing(["after"], () => readPosition(after, order));
  await turns.next();
  const { images, next, isComplete } = await service.findImages(
    {
      bucket,
      ...(prefix && { prefix }),
      ...(delimiter && { delimiter }),
      ...(from && { after: from }),
      filter,
      order,
      limit: first,
    },
    call,
  );
  const names = new Map(
    images.map(({ object, position }) => [new Image(object), writePosition(position, order)] as const),
  );
  const page = connection([...names.keys()], {
    nameOf: (image) => names.get(image) ?? "",
    after: after ?? undefined,
    next: next && writePosition(next, order),
  });
  return { ...page, isComplete };
}

function writePosition({ value, key }: ImagePosition, { by, descending }: ImageOrder): string {
  return placeMark + JSON.stringify([by, descending, value, key]);
}

/** Throws InvalidArgument for a cursor of a list in another order. */
function readPosition(cursor: string, { by, descending }: ImageOrder): ImagePosition {
  const text = readCursor(cursor);
  const [itsBy, itsDescending, value, key] = text.startsWith(placeMark) ? parsed(text.slice(placeMark.length)) : [];
  if (itsBy === by && itsDescending === descending && typeof value === "number" && typeof key === "string")
    return { value, key };
  throw refusedCursor(cursor);
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
