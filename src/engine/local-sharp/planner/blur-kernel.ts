import type { OpNamed } from "./pass.js";

/** How the imaging library is to blur. */
export interface BlurKernel {
  /** px that the kernel reaches to each side. */
  readonly reach: number;
  /** Where the library cuts the kernel off, as a share of its middle. */
  readonly minAmplitude: number;
  /**
   * Weights as fractions rather than rounded to eight bits. Rounded ones are quick, but their sum is off by up to 2.5 %, by
   * which flat areas get darker or brighter; fractions cost by the reach, so that a wide kernel is rounded.
   */
  readonly exact: boolean;
}

const faintest = 0.001;
const widestExact = 10;

/** A Gaussian that ends at the radius, or before it where nothing is left of it. */
export function blurKernel({ radius, sigma }: OpNamed<"blur">): BlurKernel {
  const reach = Math.min(radius, Math.ceil(sigma * Math.sqrt(2 * Math.log(1 / faintest))));
  const atRadius = Math.exp(-(radius * radius) / (2 * sigma * sigma));
  return { reach, minAmplitude: Math.max(faintest, atRadius), exact: reach <= widestExact };
}
