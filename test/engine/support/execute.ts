import sharp from "sharp";
import type { Raw, RawAlpha } from "../../../src/engine/formats/raw.js";
import { single } from "../../../src/engine/local-sharp/drawing/stamp.js";
import { withAlpha } from "../../../src/engine/local-sharp/pixels/alpha.js";
import { openImage } from "../../../src/engine/local-sharp/pixels/open-image.js";
import { decoded } from "../../../src/engine/local-sharp/pixels/picture.js";
import { type PassTools, runPasses } from "../../../src/engine/local-sharp/pixels/run-passes.js";
import type { Pass, PlannerOp, ReadShrink } from "../../../src/engine/local-sharp/planner/pass.js";
import { sizeAfter } from "../../../src/engine/local-sharp/planner/size-after.js";
import { slot } from "../../../src/engine/local-sharp/planner/slot.js";
import type { Size } from "../../../src/pipeline/index.js";

/** Runs compiled passes over an image file in this process. */
export async function execute(
  bytes: Buffer,
  size: Size,
  { passes, shrink }: { readonly passes: readonly Pass[]; readonly shrink: ReadShrink },
): Promise<Raw> {
  const source = { pending: await openImage(sharp, bytes, { animated: false }), size, encoded: true };
  return decoded(await runPasses(source, passes, shrink, tools));
}

/** Op by op as they are written: decoded whole, then every op in a sharp instance or touch of its own. */
export async function executeNaively(bytes: Buffer, size: Size, ops: readonly PlannerOp[]): Promise<Raw> {
  let raw = await decoded({ pending: await openImage(sharp, bytes, { animated: false }), size, encoded: true });
  for (const op of ops) {
    const passes = slot([op], { ...raw, alpha: raw.channels === 4 }, { exact: true });
    const before = raw;
    raw = await decoded(await runPasses({ raw }, passes, "whole", tools));
    const { width, height } = sizeAfter(op, before);
    if (raw.width !== width || raw.height !== height) throw new Error(`${op.op} left another size than announced`);
  }
  return raw;
}

const layer: RawAlpha = {
  width: 40,
  height: 16,
  channels: 4,
  data: Buffer.from(Array.from({ length: 40 * 16 }, (_, i) => [250, 40, 90, (i * 7) % 256]).flat()),
};

/**
 * Watermarks are made by the codecs' own tests; here a fixed layer stands for each, so that no font is needed. Of an image
 * the planner makes only the part that shows.
 */
const tools: PassTools = {
  sharp,
  async stampOf({ layer: work }) {
    const passes = work.kind === "image" ? (work.image.passes ?? []) : [];
    const own = { ...layer, data: Buffer.from(layer.data) };
    return single(withAlpha(await decoded(await runPasses({ raw: own }, passes, "whole", tools))));
  },
};
