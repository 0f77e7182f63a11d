import type sharp from "sharp";
import type { Size } from "../../../pipeline/header.js";
import type { Raw } from "../../formats/raw.js";
import type { StageWork } from "../planner/pass.js";
import { encodeAnimation, encodeStill } from "./encode.js";
import { readKept } from "./kept-metadata.js";
import { openImage, readFailure } from "./open-image.js";
import { decoded } from "./picture.js";
import { type PassTools, runPasses } from "./run-passes.js";
import { keepingStamps, type ReadMark, stampMaker } from "./stamp-maker.js";

type ImageWork = Extract<StageWork, { readonly kind: "image" }>;

export interface StageResult {
  readonly bytes: Buffer;
  readonly frames: number;
  /** ms spent on passes that end in decoded pixels. */
  readonly renderMs: number;
  /** ms spent in the encoder, and in the last pass when it joins it. */
  readonly encodeMs: number;
}

/** Decodes, runs the passes and encodes. Throws ImageDamage and ImageTooLarge of the source and of watermarks. */
export function runStage(
  create: typeof sharp,
  bytes: Buffer,
  work: ImageWork,
  readMark: ReadMark,
): Promise<StageResult> {
  const tools = { sharp: create, stampOf: stampMaker(create, readMark) };
  const kept = { ...tools, stampOf: keepingStamps(tools.stampOf) };
  return work.animated ? runAnimation(bytes, work, kept) : runStill(bytes, work, tools);
}

async function runStill(bytes: Buffer, work: ImageWork, tools: PassTools): Promise<StageResult> {
  const started = performance.now();
  const kept = await readKept(tools.sharp, bytes, work.encode.metadata);
  const pending = await openImage(tools.sharp, bytes, { animated: false });
  const opened = { pending, size: work.source, encoded: true };
  const picture = await runPasses(opened, work.passes, work.shrink, tools);
  const rendered = performance.now();
  const result = await encodeStill(tools.sharp, picture, work.encode, kept);
  return { bytes: result, frames: 1, renderMs: rendered - started, encodeMs: performance.now() - rendered };
}

/** Frame by frame: run over all at once, resampling bleeds across their borders and a half turn reverses their order. */
async function runAnimation(bytes: Buffer, work: ImageWork, tools: PassTools): Promise<StageResult> {
  const started = performance.now();
  const kept = await readKept(tools.sharp, bytes, work.encode.metadata);
  const opened = await openImage(tools.sharp, bytes, { animated: true });
  const {
    pages = 1,
    delay,
    loop,
  } = await opened.metadata().catch((error) => {
    throw readFailure(error);
  });
  const { width, height } = work.source;
  const strip = await decoded({ pending: opened, size: { width, height: height * pages }, encoded: true });
  const frames: Raw[] = [];
  for (const raw of framesOf(strip, work.source)) {
    frames.push(await decoded(await runPasses({ raw }, work.passes, work.shrink, tools)));
  }
  const rendered = performance.now();
  const result = await encodeAnimation(tools.sharp, { frames, delay, loop }, work.encode, kept);
  return { bytes: result, frames: pages, renderMs: rendered - started, encodeMs: performance.now() - rendered };
}

/** The frames of a strip, sharing its memory. */
function* framesOf({ data, channels }: Raw, { width, height }: Size): Generator<Raw> {
  const frameBytes = width * height * channels;
  for (let at = 0; at < data.length; at += frameBytes)
    yield { width, height, channels, data: data.subarray(at, at + frameBytes) };
}
