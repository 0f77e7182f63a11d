import { unusable } from "../../oss/index.js";

/**
 * The document of `average-hue`, in JSON also where the cloud answers with the bare colour. Throws ServiceUnavailable for
 * anything else. Source: specification §18.
 */
export function averageHueDocument(answer: string): string {
  const color = /0x([0-9a-f]{6})\b/i.exec(answer)?.[1];
  if (color === undefined) throw unusable("an answer without a colour");
  return `{"RGB": "0x${color.toLowerCase()}"}`;
}
