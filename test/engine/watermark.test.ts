import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileSource } from "../../src/cli/file-source.js";
import { encodeBase64Text, type ImagePipeline, parseProcess } from "../../src/pipeline/index.js";
import type { MarkSource, Rendered } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";
import { look, pixelAt } from "../support/look.js";
import { colorAt, makePicture, type PictureSpec } from "../support/picture.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

const blue: PictureSpec = { w: 200, h: 100, format: "png", fill: "#3366CC" };
const green: PictureSpec = { w: 20, h: 10, format: "png", fill: "#00FF00" };
const onBlue = [51, 102, 204];
const drawn = [0, 255, 0];
const draw = (prepared = "", items = "g_nw,x_0,y_0") =>
  `watermark,image_${encodeBase64Text(prepared === "" ? "m" : `m?x-oss-process=image/${prepared}`)},${items}`;

async function fileOf(name: string, spec: PictureSpec | Buffer): Promise<string> {
  const path = join(own.folder, name);
  await writeFile(path, Buffer.isBuffer(spec) ? spec : await makePicture(spec));
  return path;
}

/** Renders over one picture with the object `m` at hand. */
async function render(process: string, { on = blue, mark = green }: { on?: PictureSpec; mark?: PictureSpec | Buffer }) {
  const never = new AbortController().signal;
  const [path, markPath] = [await fileOf("source", on), await fileOf("mark", mark)];
  const open = async (file: string): Promise<MarkSource> => {
    const source = await fileSource(file);
    return { ...source, header: await own.engine.inspect(source, never) };
  };
  const [source, object] = [await open(path), await open(markPath)];
  const pipeline = parseProcess(`image/${process}`).pipeline as ImagePipeline;
  const job = { source, header: source.header, pipeline, marks: new Map([["m", object]]) };
  return own.engine.render(job, never);
}

async function seen(process: string, use: Parameters<typeof render>[1] = {}) {
  const rendered: Rendered = await render(process, use);
  if (rendered.kind !== "image") throw new Error("expected an image");
  const file = await readFile(rendered.file.path);
  await rendered.file.release();
  return { file, ...(await look(file)) };
}

describe("an image", () => {
  test.each<[string, PictureSpec]>([
    ["PNG", green],
    ["BMP", { ...green, format: "bmp" }],
    ["TIFF", { ...green, format: "tiff" }],
    ["JPG", { ...green, format: "jpg" }],
    ["WebP", { ...green, format: "webp" }],
    ["animated WebP, by its first frame", { ...green, format: "webp", frames: 3 }],
  ])("may be a %s", async (_, mark) => {
    const picture = await seen(draw(), { mark });
    for (const [at, color] of [
      [[1, 1], drawn],
      [[18, 8], drawn],
      [[21, 5], onBlue],
      [[5, 11], onBlue],
    ] as const)
      expectClose(pixelAt(picture, at[0], at[1]), color, mark.format === "png" ? 0 : 12);
  });

  test("is turned upright by its own tag, and prepared from there", async () => {
    const picture = await seen(draw("crop,w_6,h_18"), { mark: { ...green, format: "jpg", orientation: 6 } });
    expectClose(pixelAt(picture, 3, 16), drawn, 12);
    expect(pixelAt(picture, 8, 5).slice(0, 3)).toEqual(onBlue);
  });

  test("takes its share of the picture at that moment", async () => {
    const picture = await seen(`crop,w_80,h_100/resize,w_40/${draw("resize,P_50", "g_se,x_0,y_0")}`);
    // 40x50, of which half is 20x25: the mark becomes 20x10.
    expect([pixelAt(picture, 20, 40), pixelAt(picture, 19, 45), pixelAt(picture, 30, 39)].map(rgb)).toEqual([
      drawn,
      onBlue,
      onBlue,
    ]);
  });

  test("with rounded corners shows what lies under them", async () => {
    const picture = await seen(draw("rounded-corners,r_5"));
    expect([pixelAt(picture, 0, 0), pixelAt(picture, 10, 5), pixelAt(picture, 19, 9)].map(rgb)).toEqual([
      onBlue,
      drawn,
      onBlue,
    ]);
  });

  test("is cut off at the border, on every side", async () => {
    const large = { ...green, w: 500, h: 400 };
    for (const place of ["g_nw,x_190,y_95", "g_se,x_190,y_95", "g_center,voffset_-1000", "g_ne,x_4096"])
      expect(await seen(draw("", place), { mark: large })).toMatchObject({ width: 200, height: 100 });
    const corner = await seen(draw("", "g_se,x_190,y_95"), { mark: large });
    expect([pixelAt(corner, 9, 4), pixelAt(corner, 10, 4), pixelAt(corner, 9, 5)].map(rgb)).toEqual([
      drawn,
      onBlue,
      onBlue,
    ]);
  });

  test("on a transparent picture is as opaque as it says", async () => {
    const clear: PictureSpec = { ...blue, alpha: true, fill: "#FF000000" };
    const picture = await seen(draw("", "g_nw,x_0,y_0,t_40"), { on: clear });
    expect([pixelAt(picture, 5, 5), pixelAt(picture, 30, 5)[3]]).toEqual([[0, 255, 0, 102], 0]);
  });

  test("three of them lie over each other in their order", async () => {
    const [small, turned] = [draw("resize,w_10"), draw("rotate,90", "g_nw,x_4,y_0,t_50")];
    const picture = await seen(`${draw()}/bright,-100/${turned}/${small}`);
    expect(rgb(pixelAt(picture, 2, 2))).toEqual(drawn);
    expect(pixelAt(picture, 18, 8)[1]).toBeLessThan(200);
    expect(pixelAt(picture, 12, 15)[1]).toBeGreaterThan(125);
  });

  test("is put on every frame of an animation where it says so", async () => {
    const on: PictureSpec = { w: 200, h: 100, format: "gif", frames: 3 };
    expect((await seen(draw(), { on })).frames).toBe(1);
    const moving = await seen(draw("", "g_nw,x_0,y_0,animation_1"), { on });
    expect(moving.frames).toBe(3);
    for (const page of [0, 1, 2]) {
      const frame = await look(await sharp(moving.file, { page }).png().toBuffer());
      expectClose(pixelAt(frame, 5, 5), drawn, 12);
      expectClose(pixelAt(frame, 30, 5), colorAt(on, 30, 5, page), 12);
    }
  });
});

describe("text and image", () => {
  test.each([
    ["order_0", "nw", 0],
    ["order_1", "ne", 190],
  ])("%s: the image stands at that end of the box", async (order, gravity, from) => {
    const image = `image_${encodeBase64Text("m?x-oss-process=image/resize,w_10")}`;
    const text = `text_${encodeBase64Text("■■■")},size_30,color_FF0000`;
    const picture = await seen(`watermark,${image},${text},${order},align_0,x_0,y_0,g_${gravity}`);
    const greens = Array.from({ length: 200 }, (_, x) => x).filter((x) => pixelAt(picture, x, 2)[1]! > 250);
    expect(greens).toEqual(Array.from({ length: 10 }, (_, i) => from + i));
  });
});

test("a damaged object is said to be the watermark's", async () => {
  const whole = await makePicture({ w: 300, h: 300, format: "png" });
  const failure = await expectFailure("WatermarkError", () => seen(draw(), { mark: whole.subarray(0, 4000) }));
  expect(failure.where).toMatchObject({ item: "image" });
});

const rgb = (pixel: readonly number[]) => pixel.slice(0, 3);

function expectClose(pixel: readonly number[], color: readonly number[], tolerance: number): void {
  for (const [i, value] of color.entries())
    expect(Math.abs(pixel[i]! - value), `${pixel}`).toBeLessThanOrEqual(tolerance);
}
