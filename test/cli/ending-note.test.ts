import { expect, test } from "vitest";
import { endingNote } from "../../src/cli/ending-note.js";
import { type Format, parseProcess } from "../../src/pipeline/index.js";

const writable: readonly Format[] = ["jpg", "png", "webp"];

test.each<[output: string, format: Format, process: string, note: string | undefined]>([
  ["x.webp", "jpg", "image/resize,w_1", "note: x.webp holds a jpg; add /format,webp"],
  ["a/x.PNG", "webp", "image/format,webp", "note: a/x.PNG holds a webp; add /format,png"],
  ["x.jpeg", "png", "image/resize,w_1|style/small", "note: x.jpeg holds a png; add |image/format,jpg"],
  ["x.heif", "jpg", "image/resize,w_1", "note: x.heif holds a jpg"],
  ["x.JPEG", "jpg", "image/resize,w_1", undefined],
  ["x.tif", "tiff", "image/resize,w_1", undefined],
  ["x", "jpg", "image/resize,w_1", undefined],
  [".webp", "jpg", "image/resize,w_1", undefined],
  ["x.bin", "jpg", "image/resize,w_1", undefined],
  ["-", "jpg", "image/resize,w_1", undefined],
])("%j that holds a %s of %j: %j", (output, format, process, note) => {
  const lastStage = parseProcess(process).pipeline.stages.at(-1)!;
  expect(endingNote({ output, format, writable, lastStage })).toBe(note);
});
