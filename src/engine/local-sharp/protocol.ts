import type { FailureCode, FailureOptions } from "../../base/failure.js";
import type { Header, Insights, Size } from "../../pipeline/header.js";
import type { PixelComparison, Timings } from "../../service/ports.js";
import type { StageWork } from "./planner/pass.js";
import type { Turn } from "./planner/turn.js";

/** The bytes of a source, in a file that stays as it is until the task is done. */
export interface SourceFile {
  readonly path: string;
  readonly byteSize: number;
  /** Behind these it is empty; absent where all is there. */
  readonly availableBytes?: number;
}

/** What the gateway and its pixel processes say to each other; plain data over the channel of the fork. */
export type Task =
  /** Reads a header. */
  | { readonly kind: "inspect"; readonly source: SourceFile }
  /** Looks at the pixels of a frame of that size, which `turn` sets upright. */
  | { readonly kind: "analyse"; readonly source: SourceFile; readonly size: Size; readonly turn: Turn }
  /** Compares what two files show; the longest side of the heat map in px, 0 for none. */
  | { readonly kind: "compare"; readonly images: readonly [SourceFile, SourceFile]; readonly heatMapSide: number }
  /** Runs the stages one after the other; an image goes into the file `target`. */
  | {
      readonly kind: "render";
      readonly source: SourceFile;
      readonly stages: readonly StageWork[];
      /** Watermark objects by key. */
      readonly marks: ReadonlyMap<string, SourceFile>;
      readonly target: string;
    };

export type TaskResult =
  | { readonly kind: "header"; readonly header: Header }
  /** The header goes on behind what is available of the file. */
  | { readonly kind: "beyond" }
  | { readonly kind: "insights"; readonly insights: Insights }
  | { readonly kind: "comparison"; readonly comparison: PixelComparison }
  | {
      readonly kind: "image";
      readonly byteSize: number;
      readonly width: number;
      readonly height: number;
      readonly frames: number;
      readonly timings: WorkTimings;
    }
  | { readonly kind: "document"; readonly json: string; readonly timings: WorkTimings };

/** The part of the timings that a pixel process knows, in ms. */
export type WorkTimings = Pick<Timings, "sourceMs" | "renderMs" | "encodeMs">;

export interface Ask {
  readonly id: number;
  readonly task: Task;
}

/** The first word of a process is `ready`; then come answers, in any order. `rssBytes` is what it holds at that moment. */
export type Word =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly id: number; readonly result: TaskResult; readonly rssBytes: number }
  | { readonly kind: "failed"; readonly id: number; readonly failure: WireFailure; readonly rssBytes: number }
  /** Not on purpose. */
  | { readonly kind: "broken"; readonly id: number; readonly error: string; readonly rssBytes: number };

/** A Failure as data: details and options rebuild it on the other side. */
export interface WireFailure {
  readonly code: FailureCode;
  readonly details: unknown;
  readonly options: FailureOptions;
}
