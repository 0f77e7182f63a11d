import type { Light } from "../support/look.js";

/** A pixel of the result and the place of the source (of its first frame, as stored) that it shows: x, y, source x, source y. */
export type Shows = readonly [number, number, number, number];

/** What sections of the specification promise of a result beyond its size, where it can be seen. */
export interface Promised {
  readonly shows?: readonly Shows[];
  /** How the light differs from the source's. */
  readonly light?: (result: Light, source: Light) => boolean;
  readonly progressive?: true;
  /** Something dark is drawn in the lower right quarter, where text goes, and nothing in the upper left. */
  readonly textDrawn?: true;
  /** At least this many times smaller than the source. */
  readonly smaller?: number;
}

/** By the id of the case. */
export const promises: Readonly<Record<string, Promised>> = {
  "resize-001": {
    shows: [
      [5, 5, 22, 22],
      [94, 61, 378, 246],
    ],
  },
  "resize-003": {
    shows: [
      [50, 50, 202, 135],
      [90, 10, 362, 28],
    ],
  },
  "resize-006": {
    shows: [
      [5, 40, 7, 50],
      [144, 40, 193, 50],
    ],
  },
  "resize-007": { shows: [[75, 40, 100, 50]] },
  "resize-024": {
    shows: [
      [400, 267, 200, 133],
      [20, 500, 10, 250],
    ],
  },
  "resize-027": { shows: [[250, 50, 200, 133]] },
  // The box is 100 of the 150 px that cover it: 25 are cut on the left, and with them 67 of the source.
  "resize-030": {
    shows: [
      [3, 50, 76, 135],
      [96, 50, 324, 135],
    ],
  },
  "crop-001": {
    shows: [
      [0, 0, 100, 100],
      [99, 99, 199, 199],
    ],
  },
  "crop-002": {
    shows: [
      [0, 0, 0, 0],
      [99, 99, 99, 99],
    ],
  },
  "crop-003": {
    shows: [
      [0, 0, 10, 10],
      [389, 256, 399, 266],
    ],
  },
  "crop-004": {
    shows: [
      [0, 0, 210, 77],
      [189, 189, 399, 266],
    ],
  },
  "crop-005": {
    shows: [
      [0, 0, 100, 33],
      [199, 199, 299, 232],
    ],
  },
  "crop-006": {
    shows: [
      [0, 0, 350, 200],
      [49, 66, 399, 266],
    ],
  },
  "crop-008": {
    shows: [
      [0, 0, 0, 0],
      [399, 49, 399, 49],
    ],
  },
  "crop-009": {
    shows: [
      [0, 0, 340, 0],
      [59, 99, 399, 99],
    ],
  },
  "crop-010": { shows: [[0, 0, 399, 266]] },
  "crop-011": {
    shows: [
      [0, 0, 149, 186],
      [100, 80, 249, 266],
    ],
  },
  "indexcrop-001": {
    shows: [
      [0, 0, 0, 0],
      [99, 266, 99, 266],
    ],
  },
  "indexcrop-002": {
    shows: [
      [0, 0, 0, 100],
      [399, 99, 399, 199],
    ],
  },
  "indexcrop-003": {
    shows: [
      [0, 0, 0, 200],
      [399, 66, 399, 266],
    ],
  },
  "indexcrop-005": {
    shows: [
      [0, 0, 300, 0],
      [99, 266, 399, 266],
    ],
  },
  "indexcrop-007": {
    shows: [
      [0, 0, 0, 0],
      [399, 49, 399, 49],
    ],
  },
  "circle-001": {
    shows: [
      [100, 100, 199, 133],
      [40, 100, 139, 133],
    ],
  },
  "circle-004": { shows: [[133, 133, 199, 133]] },
  "rounded-001": {
    shows: [
      [200, 133, 200, 133],
      [200, 2, 200, 2],
    ],
  },
  "rotate-001": {
    shows: [
      [0, 0, 0, 266],
      [266, 0, 0, 0],
      [266, 399, 399, 0],
    ],
  },
  "rotate-002": {
    shows: [
      [0, 0, 399, 266],
      [399, 266, 0, 0],
    ],
  },
  "rotate-003": {
    shows: [
      [0, 0, 399, 0],
      [0, 399, 0, 0],
    ],
  },
  "rotate-006": { shows: [[236, 236, 200, 133]] },
  "rotate-008": {
    shows: [
      [5, 5, 11, 255],
      [128, 5, 11, 11],
    ],
  },
  // Orientation 7 is a mirror along the other diagonal: the stored last corner comes first.
  "auto-orient-001": {
    shows: [
      [3, 3, 410, 320],
      [96, 3, 410, 10],
      [3, 123, 11, 320],
    ],
  },
  "auto-orient-002": {
    shows: [
      [3, 3, 410, 320],
      [96, 3, 410, 10],
    ],
  },
  "auto-orient-003": {
    shows: [
      [3, 3, 13, 13],
      [96, 75, 409, 319],
    ],
  },
  "auto-orient-004": { shows: [[3, 3, 410, 320]] },
  "auto-orient-006": {
    shows: [
      [0, 0, 399, 266],
      [399, 266, 0, 0],
    ],
  },
  // Orientation 6: the stored left side is on top, its lower end first.
  "auto-orient-007": {
    shows: [
      [10, 10, 31, 2968],
      [990, 10, 31, 28],
    ],
  },
  "blur-001": { light: (is, was) => is.edges < was.edges && is.spread < was.spread },
  "blur-002": { light: (is, was) => is.edges < was.edges / 2 && is.spread < was.spread },
  "bright-001": { light: (is, was) => is.mean > was.mean + 25 },
  "bright-002": { light: (is, was) => is.mean < was.mean - 25 },
  "contrast-001": { light: (is, was) => is.spread < was.spread * 0.9 },
  "sharpen-001": { light: (is, was) => is.edges > was.edges * 1.2 },
  "interlace-001": { progressive: true },
  "interlace-003": { progressive: true },
  "quality-001": { smaller: 4 },
  "watermark-001": { textDrawn: true },
  "watermark-002": { textDrawn: true },
  "watermark-009": { textDrawn: true },
  "watermark-010": { textDrawn: true },
  "cascade-001": { shows: [[50, 50, 200, 133]] },
  "cascade-002": {
    shows: [
      [5, 5, 11, 11],
      [94, 44, 189, 89],
    ],
  },
};
