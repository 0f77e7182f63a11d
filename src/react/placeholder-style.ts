import { thumbHashToDataURL } from "thumbhash";
import type { ResponsiveData } from "./responsive-data.js";

/** CSS that shows something in a picture's place until it is there. */
export interface PlaceholderStyle {
  readonly backgroundColor?: string;
  readonly backgroundImage?: string;
  readonly backgroundPosition?: string;
  readonly backgroundRepeat?: string;
  readonly backgroundSize?: string;
}

/**
 * The best placeholder that the data hold: the tiny picture, blurred, else the one that the ThumbHash stands for; the colour
 * below either. Empty when they hold none. Pure: the same on a server and in a browser.
 */
export function placeholderStyle(data: ResponsiveData): PlaceholderStyle {
  const picture = tinyPicture(data);
  return {
    ...(data.bgColor && { backgroundColor: data.bgColor }),
    ...(picture && {
      backgroundImage: `url("${picture}")`,
      backgroundPosition: "center",
      backgroundRepeat: "no-repeat",
      backgroundSize: "cover",
    }),
  };
}

function tinyPicture({ base64, thumbhash, width, height }: ResponsiveData): string | undefined {
  if (base64) return blurred(base64, width / height);
  return thumbhash ? pictureOf(thumbhash) : undefined;
}

/** A broken hash is no reason to show no picture. */
function pictureOf(thumbhash: string): string | undefined {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** Drawn larger, so few pixels would show as squares. The filter's own edges are kept opaque, or they would look like a frame. */
function blurred(dataUri: string, aspectRatio: number): string {
  const height = 64;
  const width = Math.round(height * aspectRatio);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><filter id="b" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="3" edgeMode="duplicate"/><feComponentTransfer><feFuncA type="discrete" tableValues="1 1"/></feComponentTransfer></filter><image width="100%" height="100%" preserveAspectRatio="none" filter="url(#b)" href="${dataUri}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg).replaceAll("'", "%27")}`;
}
