import type { GalleryPictureFragment } from "imgraph/client";
import type { ResponsiveData } from "imgraph/react";

/** A picture of the gallery that can be shown. */
export interface Picture {
  readonly id: string;
  /** Its key without folder and ending, for people. */
  readonly name: string;
  readonly data: ResponsiveData;
}

/**
 * What the components need, of what the gateway answered. Undefined for a file that cannot be shown: what is damaged has null
 * in the places of its renditions, and an error each, while the others are there.
 */
export function pictureOf({ id, key, small, medium, large, lqip, color }: GalleryPictureFragment): Picture | undefined {
  if (!small || !medium || !large) return undefined;
  const name = key.replace(/^.*\//, "").replace(/\.\w+$/, "");
  // A small source is enlarged by none of them: the same width comes once.
  const candidates = new Map([small, medium, large].map(({ url, width }) => [width, `${url} ${width}w`]));
  return {
    id,
    name,
    data: {
      src: medium.url,
      srcSet: [...candidates.values()].join(", "),
      width: large.width,
      height: large.height,
      alt: name,
      base64: lqip?.value ?? null,
      bgColor: color?.value ?? null,
    },
  };
}
