import { Failure, isFailure } from "../../base/failure.js";
import { hasBudget, headersPerPicture } from "../has-budget.js";
import { isStagedKey } from "../intake/upload-name.js";
import type { ImageIndex, ImageSelection, ListedObject, ObjectRef, StoredObject } from "../ports.js";
import { type DescribeUse, describeObject } from "../rendering/describe-object.js";
import { isAllowed } from "../rights/access.js";
import { authorizeList, authorizeObject } from "../rights/authorize.js";
import type { Call, Service } from "../service.js";

export interface FindImagesUse extends DescribeUse {
  readonly images: ImageIndex;
}

/** Files that one page opens because nobody has looked at them yet. */
const maxFirstSights = 200;

/**
 * A page of the images that are as asked, in the order asked; those that are not the caller's to see, or wait to
 * be images, are passed over. Some of the objects
 * that nobody has looked at are looked at first. Throws NoSuchBucket, AccessDenied, and NotIndexed where the index does not know every object.
 */
export const findImages =
  (use: FindImagesUse): Service["findImages"] =>
  async (query, call) => {
    const index = use.images;
    await authorizeList(use.store, placeOf(query), call);
    if (!(await isIndexed(index, query))) throw new Failure("NotIndexed", { bucket: query.bucket });
    await lookAtSome(use, query, call);
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
        return object?.inspection && !isStagedKey(object.key) ? [{ object, position }] : [];
      }),
      ...(last && found.length > page.length && { next: last }),
      // What was replaced elsewhere is found out just now, and may not be as asked any more.
      isComplete: unseen.length === 0 && records.every((object) => !object || object.inspection),
    };
  };

/** How many images are as asked, for who may see all of them whatever their ACLs, where the index knows. Throws NoSuchBucket, AccessDenied. */
export const countImages =
  ({ store, images }: Pick<FindImagesUse, "store" | "images">): Service["countImages"] =>
  async (selection, call) => {
    const { bucket, prefix = "" } = selection;
    await authorizeList(store, { bucket, prefix }, call);
    const seesAll = isAllowed("view", call.caller, { bucket: "private" }, { bucket, key: prefix });
    return seesAll && (await isIndexed(images, selection)) ? images.count(selection) : undefined;
  };

/** Where the images of a bucket are found by what they are. Throws NoSuchBucket, AccessDenied. */
export const indexedPlaces =
  ({ store, images }: Pick<FindImagesUse, "store" | "images">): Service["indexedPlaces"] =>
  async (bucket, call) => {
    await authorizeList(store, { bucket }, call);
    return images.places(bucket);
  };

async function isIndexed(images: ImageIndex, { bucket, prefix = "" }: ImageSelection): Promise<boolean> {
  const places = await images.places(bucket);
  return places.some((place) => prefix.startsWith(place.prefix));
}

const placeOf = ({ bucket, prefix }: ImageSelection) => ({ bucket, ...(prefix !== undefined && { prefix }) });

/** Looks at no more than the caller has a budget for: what is left makes the answer incomplete, not wrong. */
async function lookAtSome(use: FindImagesUse, selection: ImageSelection, call: Call): Promise<void> {
  const objects = await use.images.unseen(placeOf(selection), maxFirstSights);
  for (let start = 0; start < objects.length && hasBudget(call); start += headersPerPicture)
    await Promise.all(objects.slice(start, start + headersPerPicture).map((object) => look(use, object, call)));
}

/** The look is the gateway's own, and told to nobody: it needs no right. */
async function look(use: FindImagesUse, object: ListedObject, call: Call): Promise<void> {
  try {
    await describeObject(use)(object, call);
  } catch (error) {
    // That it could not be looked at now makes the answer incomplete, not wrong.
    if (!(error instanceof Failure) || call.signal.aborted) throw error;
    // A store that finds nothing there has it out of the index, where it would be looked for again and again.
    if (error.code === "NoSuchKey") await use.store.find(object, call.signal);
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
