import { readFileSync } from "node:fs";
import type { PictureSpec, Rgba } from "../support/picture.js";

/** One worked example of the specification, as `img-cases.json` has it. Source: specification §24. */
export interface Case {
  readonly id: string;
  readonly source: PictureSpec;
  /** Other objects of the source's bucket. */
  readonly objects?: readonly (PictureSpec & { readonly key: string })[];
  readonly styles?: Readonly<Record<string, string>>;
  /** Default GET. */
  readonly method?: "GET" | "POST";
  readonly process: string;
  readonly expect: ImageExpectation | JsonExpectation | FailureExpectation;
  readonly note?: string;
}

export interface ImageExpectation {
  readonly w: number;
  readonly h: number;
  readonly format: PictureSpec["format"];
  /** Default 1. */
  readonly frames?: number;
  readonly alpha?: boolean;
  /** px on each side. */
  readonly tolerance?: number;
  readonly pixels?: readonly { readonly x: number; readonly y: number; readonly rgba: Rgba }[];
}

export interface JsonExpectation {
  readonly "json-keys": readonly string[];
  readonly "json-values"?: Readonly<Record<string, string>>;
}

export interface FailureExpectation {
  readonly error: string;
  readonly status: number;
  /** Informative: shown, not compared. */
  readonly ec?: string;
  readonly accept_errors?: readonly string[];
}

export const cases: readonly Case[] = JSON.parse(readFileSync(new URL("img-cases.json", import.meta.url), "utf8"));

/** What a door gave back for a case. */
export type Answer =
  | {
      readonly kind: "image";
      readonly bytes: Buffer;
      readonly contentType?: string;
      /** What the door said of the result before any pixel was made. */
      readonly predicted?: Prediction;
    }
  | { readonly kind: "json"; readonly json: string /** Of a save-as. */; readonly stored?: Stored }
  | { readonly kind: "failure"; readonly code: string; readonly status?: number };

/** The object that a save-as made, read back through the same door. */
export interface Stored {
  readonly bytes: Buffer;
  readonly contentType?: string;
}

export interface Prediction {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly format: string;
  readonly contentType: string;
}

/** A front door, with all that the cases take for granted put behind it. */
export interface Door {
  readonly name: string;
  run(example: Case): Promise<Answer>;
  close(): Promise<void>;
}

/** The key under which a case's source lies: the same for the same picture. */
export function sourceKey({ source }: Case): string {
  const { w, h, format, ...rest } = source;
  const suffix = Object.entries(rest).map(([name, value]) => `-${name}-${String(value).replace("#", "")}`);
  return `${w}x${h}${suffix.join("")}.${format}`;
}
