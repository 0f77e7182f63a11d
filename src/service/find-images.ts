import { Failure, isFailure } from "../base/failure.js";
import { authorizeList, authorizeObject } from "./authorize.js";
import { type DescribeUse, describeObject } from "./describe-object.js";
import type { ImageIndex, ImageSelection, ListedObject, ObjectRef, StoredObject } from "./ports.js";
import type { Call, Service } from "./service.js";

export interface FindImagesUse extends DescribeUse {
  /** Absent: the store finds objects by their names only. */
  readonly images?: ImageIndex | undefined;
}

/** Files that one page opens because nobody has looked at them yet. */
const maxFirstSights = 200;
/** Headers that are read at the same time. */
const batchSize = 16;

/**
 * A page of the images that are as asked, in the order asked; those that are not the caller's to see are passed over. Some of the objects
 * that nobody has looked at are looked at first. Throws NoSuchBucket, AccessDenied, and NotIndexed where the store finds objects by their names only.
 */
export const findImages =
  (use: FindImagesUse): Service["findImages"] =>
  async (query, call) => {
    const index = await demandIndex(use, query, call);
    await lookAtSome(use, index, query, call);
    const [found, unseen] = await Promise.all([
      index.find({ ...query, limit: query.limit + 1 }),
      index.unseen(placeOf(query), 1),
    ]);
    const page = found.slice(0, query.limit);
    const records = await Promise.all(page.map(({ key }) => view(use, { bucket: query.bucket, key }, call)));
    const last = page.at(-1);
    return {
      images: page.flatMap((position, i) => {
        const object = records[i];
        return object ? [{ object, position }] : [];
      }),
      ...(last && found.length > page.length && { next: last }),
      isComplete: unseen.length === 0,
    };
  };

/** How many images are as asked, for who may see all of them. Throws what `findImages` throws, and AccessDenied. */
export const countImages =
  (use: FindImagesUse): Service["countImages"] =>
  async (selection, call) => {
    const index = await demandIndex(use, selection, call);
    return call.caller.kind === "admin" ? index.count(selection) : undefined;
  };

async function demandIndex(use: FindImagesUse, selection: ImageSelection, call: Call): Promise<ImageIndex> {
  const { bucket, prefix } = selection;
  await authorizeList(use.store, { bucket, ...(prefix !== undefined && { prefix }) }, call);
  if (use.images) return use.images;
  throw new Failure("NotIndexed", { bucket });
}

const placeOf = ({ bucket, prefix }: ImageSelection) => ({ bucket, ...(prefix !== undefined && { prefix }) });

async function lookAtSome(use: FindImagesUse, index: ImageIndex, selection: ImageSelection, call: Call): Promise<void> {
  const objects = await index.unseen(placeOf(selection), maxFirstSights);
  for (let start = 0; start < objects.length; start += batchSize)
    await Promise.all(objects.slice(start, start + batchSize).map((object) => look(use, object, call)));
}

/** The look is the gateway's own, and told to nobody: it needs no right. */
async function look(use: FindImagesUse, object: ListedObject, call: Call): Promise<void> {
  try {
    await describeObject(use)(object, call);
  } catch (error) {
    // That it could not be looked at now makes the answer incomplete, not wrong.
    if (!(error instanceof Failure) || call.signal.aborted) throw error;
  }
}

async function view({ store }: FindImagesUse, at: ObjectRef, call: Call): Promise<StoredObject | undefined> {
  try {
    return await authorizeObject(store, at, "view", call);
  } catch (error) {
    if (isFailure(error, "AccessDenied")) return undefined;
    throw error;
  }
}
