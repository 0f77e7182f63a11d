import {
  type Format,
  type ImageStage,
  isStyleStage,
  type Pipeline,
  parseProcess,
  type Size,
} from "../pipeline/index.js";
import { readTransform, type Transform } from "./inputs/read-transform.js";
import { Fit } from "./inputs/simple-transform.js";
import type { TransformInput } from "./inputs/transform-input.js";
import type { InputPath } from "./refused-input.js";
import type { Scaling } from "./responsive-widths.js";

/** How a transform's candidates are made of other sizes. Pure. */
export function scalingOf(input: TransformInput | null | undefined): Scaling {
  if (input == null) return { by: "source" };
  const { simple } = input;
  const hasBox = simple != null && (simple.width != null || simple.height != null);
  return hasBox ? { by: "box", fit: simple.fit ?? Fit.INSIDE } : { by: "result" };
}

/** The transform whose result is about so many px wide; `own` is what the transform itself makes. Throws RefusedInput. */
export function scaledTransform(
  input: TransformInput | null | undefined,
  { width, own, at }: { readonly width: number; readonly own: Size; readonly at: InputPath },
): Transform {
  if (input == null) return { ...parseProcess(`image/resize,w_${width}`), blame: () => undefined };
  const transform = readTransform(input, at);
  const { simple } = input;
  if (scalingOf(input).by === "box" && simple) {
    const factor = (width / own.width) * (simple.dpr ?? 1);
    const scaled = (side: number) => Math.max(1, Math.round(side * factor));
    const box = {
      ...(simple.width != null && { width: scaled(simple.width) }),
      ...(simple.height != null && { height: scaled(simple.height) }),
    };
    return readTransform({ simple: { ...simple, ...box, dpr: null } }, at);
  }
  return width === own.width ? transform : { ...transform, pipeline: resized(transform.pipeline, width) };
}

/** The same in another format, whatever it says itself. Pure. */
export function inFormat({ stages }: Pipeline, format: Format): Pipeline {
  const last = stages.at(-1);
  if (!last || isStyleStage(last))
    return { stages: [...stages, ...parseProcess(`image/format,${format}`).pipeline.stages] };
  const { "x-auto-format": _, ...encode } = last.encode;
  const written: ImageStage = { ...last, encode: { ...encode, format: { format } } };
  return { stages: [...stages.slice(0, -1), written] };
}

function resized({ stages }: Pipeline, width: number): Pipeline {
  const [resize] = parseProcess(`image/resize,w_${width}`).pipeline.stages;
  const last = stages.at(-1);
  if (!resize || isStyleStage(resize)) throw new TypeError("a resize that is a style");
  if (!last || isStyleStage(last)) return { stages: [...stages, resize] };
  return { stages: [...stages.slice(0, -1), { ...last, steps: [...last.steps, ...resize.steps] }] };
}
