import type { GalleryPictureFragment } from "imgraph/client";
import type { ResponsiveData } from "imgraph/react";

/** A picture of the gallery that can be shown. */
export interface Picture {
  readonly id: string;
  /** What it shows, as far as anybody said; else its key without folder and ending. */
  readonly name: string;
  readonly data: ResponsiveData;
}

/** Undefined for a file that cannot be shown: where it is damaged, null stands with an error, while the other pictures are there. */
export function pictureOf({ id, key, responsive }: GalleryPictureFragment): Picture | undefined {
  if (!responsive) return undefined;
  const name = responsive.alt ?? key.replace(/^.*\//, "").replace(/\.\w+$/, "");
  return { id, name, data: { ...responsive, alt: name } };
}
