import type sharp from "sharp";
import { assertNever } from "../../../base/assert-never.js";
import { Failure } from "../../../base/failure.js";
import { markFailure } from "../../../pipeline/mark.js";
import type { RawAlpha } from "../../formats/raw.js";
import { type Stamp, sideBySide, single } from "../drawing/stamp.js";
import { renderText } from "../drawing/text.js";
import type { LayerWork, MarkWork, Over } from "../planner/pass.js";
import { withAlpha } from "./alpha.js";
import { openImage } from "./open-image.js";
import { decoded } from "./picture.js";
import { runPasses } from "./run-passes.js";
import type { StampOf } from "./touch.js";

/** The bytes of a watermark object, by its key. */
export type ReadMark = (key: string) => Promise<Buffer>;

/** Makes each watermark when it is drawn. */
export function stampMaker(create: typeof sharp, readMark: ReadMark): StampOf {
  return (op) => makeStamp(create, readMark, op.layer);
}

/** Makes each watermark when it is first drawn and keeps it for the frames to come. */
export function keepingStamps(stampOf: StampOf): StampOf {
  const made = new Map<Over, Promise<Stamp>>();
  return (op) => {
    const stamp = made.get(op) ?? stampOf(op);
    made.set(op, stamp);
    return stamp;
  };
}

async function makeStamp(create: typeof sharp, readMark: ReadMark, layer: LayerWork): Promise<Stamp> {
  switch (layer.kind) {
    case "text":
      return single(await renderText(create, layer.text));
    case "image":
      return single(await renderMark(create, readMark, layer.image));
    case "mixed": {
      const image = await renderMark(create, readMark, layer.image);
      const text = await renderText(create, layer.text);
      const [left, right] = layer.order === "image-first" ? [image, text] : [text, image];
      return sideBySide({ left, right, align: layer.align, interval: layer.interval });
    }
    default:
      return assertNever(layer);
  }
}

/** Throws what reading a source throws, put down to the watermark's image; WatermarkError where that is damaged. */
async function renderMark(create: typeof sharp, readMark: ReadMark, work: MarkWork): Promise<RawAlpha> {
  try {
    const pending = await openImage(create, await readMark(work.key), { animated: false });
    const { width, height } = work.source;
    const opened = { pending, size: { width, height }, encoded: true };
    return withAlpha(await decoded(await runPasses(opened, work.passes, work.shrink, { sharp: create, stampOf })));
  } catch (error) {
    const failure = markFailure(work.key, error);
    throw failure instanceof Failure ? failure.at({ action: "watermark", item: "image" }) : failure;
  }
}

/** The grammar knows no watermark within a watermark. */
const stampOf: StampOf = () => {
  throw new TypeError("a watermark within a watermark");
};
