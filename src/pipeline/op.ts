import type { Size } from "./header.js";

/**
 * What an action comes down to once the size of the frame is known: whole pixels and plain data, no modes, no defaults.
 * Engines compile lists of these; nothing here knows an imaging library. Ops run in list order.
 */
export type Op =
  /** Keeps the rectangle; it lies inside the frame. */
  | ({ readonly op: "crop"; readonly x: number; readonly y: number } & Size)
  /** Stretches the frame to exactly this size. */
  | ({ readonly op: "scale" } & Size)
  /** One of the eight turns of a rectangle: mirror left-right first, then turn clockwise. */
  | { readonly op: "orient"; readonly flop: boolean; readonly rotate: 0 | 90 | 180 | 270 }
  /** Turns clockwise by an angle that is no multiple of 90; the canvas grows to `width` x `height`, new corners are transparent. */
  | ({ readonly op: "rotate"; readonly degrees: number } & Size)
  /** Grows the canvas by that many px on each side in an opaque colour (`RRGGBB`). */
  | {
      readonly op: "extend";
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
      readonly color: string;
    }
  /** Gaussian of standard deviation `sigma` px cut off at `radius` px; colour only, alpha stays. */
  | { readonly op: "blur"; readonly radius: number; readonly sigma: number }
  /** 3x3 unsharp mask; `amount` 1 adds the difference once; colour only. */
  | { readonly op: "sharpen"; readonly amount: number }
  /** value * gain + offset on each colour channel (0..255), rounded and clamped; alpha stays. */
  | { readonly op: "linear"; readonly gain: number; readonly offset: number }
  /** Multiplies alpha with an antialiased shape that fills the frame: the inscribed circle, or a rectangle with rounded corners. */
  | { readonly op: "mask"; readonly shape: "circle" | "rounded"; readonly radius: number }
  /** Draws a watermark over the frame. */
  | ({ readonly op: "over" } & Overlay);

export interface Overlay {
  readonly layer: Layer;
  /** 0..1 */
  readonly opacity: number;
  readonly place: Placement;
}

export type Layer =
  | { readonly kind: "text"; readonly text: TextLayer }
  | { readonly kind: "image"; readonly image: ImageLayer }
  | {
      readonly kind: "mixed";
      readonly text: TextLayer;
      readonly image: ImageLayer;
      readonly order: "image-first" | "text-first";
      readonly align: "top" | "middle" | "bottom";
      /** px between the two. */
      readonly interval: number;
    };

export interface TextLayer {
  readonly text: string;
  /** OSS name of the font, `wqy-zenhei`. */
  readonly font: string;
  /** `RRGGBB` */
  readonly color: string;
  /** px, the em. */
  readonly size: number;
  /** 0..1, opacity of the drop shadow; 0 is none. */
  readonly shadow: number;
  /** Degrees clockwise, 0..360. */
  readonly rotate: number;
}

/** An object of the source's bucket, and the process string (`image/resize,P_30`) that prepares it. */
export interface ImageLayer {
  readonly key: string;
  readonly process?: string;
}

export type Placement =
  | {
      readonly kind: "anchor";
      readonly gravity: Gravity;
      readonly x: number;
      readonly y: number;
      readonly voffset: number;
    }
  | { readonly kind: "tile"; readonly padX: number; readonly padY: number };

export const gravities = [
  "north-west",
  "north",
  "north-east",
  "west",
  "center",
  "east",
  "south-west",
  "south",
  "south-east",
] as const;
export type Gravity = (typeof gravities)[number];
