import type { GalleryPictureFragment } from "imgraph/client";
import type { ResponsiveData } from "imgraph/react";
import type { Change } from "./follow-changes.js";

/** A picture of the gallery that can be shown. */
export interface Picture {
  readonly id: string;
  readonly key: string;
  /** What it shows, as far as anybody said; else its key without folder and ending. */
  readonly name: string;
  readonly data: ResponsiveData;
}

/** Undefined for a file that cannot be shown: where it is damaged, null stands with an error, while the other pictures are there. */
export function pictureOf({ id, key, responsive }: GalleryPictureFragment): Picture | undefined {
  if (!responsive) return undefined;
  const name = responsive.alt ?? key.replace(/^.*\//, "").replace(/\.\w+$/, "");
  return { id, key, name, data: { ...responsive, alt: name } };
}

/** The pictures, ordered by key, after a change; one that comes behind the last of them is left to the next page, if there is one. */
export function withChange(
  pictures: readonly Picture[],
  { kind, key, at, image }: Change,
  { isComplete }: { readonly isComplete: boolean },
): readonly Picture[] {
  const picture = image ? pictureOf(image) : undefined;
  const others = pictures.filter((each) => each.key !== key);
  if (!picture) return others;
  const place = others.findIndex((each) => each.key > key);
  if (place < 0 && !isComplete && others.length === pictures.length) return pictures;
  const shown = kind === "STORED" ? { ...picture, data: anew(picture.data, at) } : picture;
  return others.toSpliced(place < 0 ? others.length : place, 0, shown);
}

/** Other bytes under the same name may have the same URL for a while, and a browser shows what it has under that. */
function anew({ src, srcSet, sources, ...data }: ResponsiveData, at: string): ResponsiveData {
  const mark = `&changed=${encodeURIComponent(at)}`;
  const marked = (candidates: string) => candidates.replace(/\S+(?= \d+w)/g, `$&${mark}`);
  return {
    ...data,
    src: src + mark,
    ...(srcSet != null && { srcSet: marked(srcSet) }),
    ...(sources && { sources: sources.map((source) => ({ ...source, srcSet: marked(source.srcSet) })) }),
  };
}
