import { type Format, formatFacts } from "../../pipeline/format.js";

/** A result in a format other than the source's own, as it was planned. */
export interface Offer {
  /** Predicted time on an idle core. */
  readonly milliseconds: number;
  readonly frames: number;
  /** It is there already. */
  readonly isKept: boolean;
}

export interface Offers {
  /** What is answered when nothing else may be. */
  readonly own: Format;
  /** Absent where it cannot be made. */
  readonly webp?: Offer | undefined;
  readonly avif?: Offer | undefined;
}

/**
 * The format for whoever sent this Accept header: AVIF where it is named, the picture stands still, and it is kept or made
 * within `budgetMs`; else WebP where it is named; else the source's own. `*` and `image/*` name no format: clients send them that
 * know neither. A lower `q` makes way for a higher one. Pure. Source: RFC 9110 §12.5.1.
 */
export function negotiate(accept: string | undefined, { own, webp, avif }: Offers, budgetMs: number): Format {
  const accepted = parseAccept(accept ?? "");
  const inTime = avif !== undefined && (avif.isKept || avif.milliseconds <= budgetMs);
  // An animation would be reduced to its first frame.
  const still = (webp?.frames ?? avif?.frames ?? 1) === 1;
  const offered: Format[] = [...(inTime && still ? (["avif"] as const) : []), ...(webp ? (["webp"] as const) : [])];
  let best = { format: own, quality: qualityOfOwn(accepted, own), named: false };
  for (const format of offered) {
    const quality = accepted.get(formatFacts[format].contentType) ?? 0;
    if (quality > 0 && (quality > best.quality || (quality === best.quality && !best.named)))
      best = { format, quality, named: true };
  }
  return best.format;
}

/** Weights by media range; what cannot be read is left out. */
function parseAccept(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const item of accept.toLowerCase().split(",")) {
    const [range = "", ...params] = item.split(";").map((part) => part.trim());
    const weight = params.find((param) => param.startsWith("q="))?.slice(2) ?? "1";
    if (/^[01](\.[0-9]{0,3})?$/.test(weight) && Number(weight) <= 1) weights.set(range, Number(weight));
  }
  return weights;
}

/** The most specific range counts. */
function qualityOfOwn(accepted: ReadonlyMap<string, number>, own: Format): number {
  return accepted.get(formatFacts[own].contentType) ?? accepted.get("image/*") ?? accepted.get("*/*") ?? 0;
}
