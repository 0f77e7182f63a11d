/** One of the two that are compared. */
export interface Side {
  /** For people: `local`, or an endpoint. */
  readonly name: string;
  /** The key under which a source of that name is stored there. */
  keyOf(source: string): string;
  put(source: string, bytes: Buffer, signal: AbortSignal): Promise<void>;
  /**
   * What it makes of an object by a process string, given as it is, not percent-encoded. Refusals are outcomes; throws what
   * shows nothing about the process string.
   */
  process(key: string, process: string, signal: AbortSignal): Promise<Outcome>;
  /** Removes all that was put. */
  clear(signal: AbortSignal): Promise<void>;
}

export type Outcome =
  | { readonly kind: "image"; readonly bytes: Buffer; readonly contentType: string }
  | { readonly kind: "document"; readonly json: string }
  | Refused;

export interface Refused {
  readonly kind: "refused";
  readonly status: number;
  /** As the protocol has it, `InvalidArgument`. */
  readonly code: string;
  /** Sub-code; informative. */
  readonly ec?: string;
}

/** What a result is. */
export interface Seen {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** How far the pixels of two results are apart. */
export interface PixelDistance {
  /** Mean structural similarity of the luma, 1 for equal pictures. */
  readonly ssim: number;
  /** The largest difference in any channel of any pixel, 0..255. */
  readonly largest: number;
}

/** Two results, side by side. */
export interface Look {
  readonly a: Seen;
  readonly b: Seen;
  /** Tells nothing where their sizes differ. */
  readonly distance: PixelDistance;
}
