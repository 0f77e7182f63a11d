import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Format, type ImagePipeline, parseProcess } from "../../src/pipeline/index.js";
import { look, pixelAt } from "../support/look.js";
import { makePicture, type PictureSpec } from "../support/picture.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo, photos } from "./support/photos.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

describe("headers", () => {
  test.each<[string, object]>([
    ["china.jpg", { format: "jpg", width: 640, height: 427, orientation: 1, frames: 1, alpha: false, quality: 96 }],
    ["friends.jpg", { format: "jpg", width: 3088, height: 2048, orientation: 6 }],
    ["flower-cmyk.jpg", { format: "jpg", alpha: false }],
    ["china-16bit.png", { format: "png", width: 420, height: 280, alpha: false }],
    ["life-alpha.png", { format: "png", alpha: true }],
    ["kleiber.webp", { format: "webp", width: 1280, height: 720, frames: 1 }],
    ["kleiber-1mp.avif", { format: "avif", width: 1280, height: 720 }],
    ["sunset.gif", { format: "gif", width: 400, height: 267, frames: 12 }],
    ["sunset-pan.webp", { format: "webp", width: 400, height: 267, frames: 12 }],
  ])("%s", async (name, expected) => {
    const { size } = await stat(photo(name));
    expect(await own.header(photo(name))).toMatchObject({ ...expected, byteSize: size });
  });

  test("of a BMP", async () => {
    expect(await own.header(await file({ w: 31, h: 17, format: "bmp" }))).toMatchObject({
      format: "bmp",
      width: 31,
      height: 17,
      alpha: false,
    });
  });
});

describe("results", () => {
  const writable: Format[] = ["jpg", "png", "bmp", "webp", "tiff", "avif"];

  test.each(writable)("are written as %s, and read again by the next stage", async (format) => {
    const bytes = await own.image(photo("china.jpg"), `image/resize,w_100/format,${format}`);
    expect(await look(bytes)).toMatchObject({ format, width: 100, height: 67, frames: 1, alpha: false });
    const twice = await own.image(photo("china.jpg"), `image/resize,w_100/format,${format}|image/rotate,90/format,png`);
    expect(await look(twice)).toMatchObject({ format: "png", width: 67, height: 100 });
  });

  test.each(writable)("keep transparency as %s, or stand on white", async (format) => {
    const bytes = await own.image(photo("china.jpg"), `image/resize,w_100/circle,r_30/format,${format}`);
    const seen = await look(bytes);
    expect(seen).toMatchObject({ width: 61, height: 61, alpha: format !== "jpg" });
    const [red, green, blue, alpha] = pixelAt(seen, 2, 2);
    if (format === "jpg") expect(Math.min(red!, green!, blue!)).toBeGreaterThan(250);
    // AVIF is lossy in alpha too; specification §24 allows 12.
    else expect(alpha).toBeLessThanOrEqual(format === "avif" ? 12 : 0);
  });

  test("white is put under at the very end, where no tone reaches it", async () => {
    for (const process of [
      "rotate,45/bright,-80",
      "rotate,45/blur,r_5,s_5",
      "circle,r_150/contrast,-100/sharpen,300",
    ]) {
      const seen = await look(await own.image(photo("china.jpg"), `image/resize,w_300/${process}/format,jpg`));
      expect(Math.min(...pixelAt(seen, 2, 2)), process).toBeGreaterThan(250);
    }
  });

  test("carry no metadata and no profile", async () => {
    for (const name of ["friends.jpg", "china.jpg", "life-p3.jpg"]) {
      const bytes = await own.image(photo(name), "image/resize,w_100");
      const { exif, icc, xmp, orientation } = await sharp(bytes).metadata();
      expect({ name, exif, icc, xmp, orientation }).toEqual({ name });
    }
  });

  test("are upright, unless auto-orient is switched off", async () => {
    const upright = await look(await own.image(photo("friends.jpg"), "image/resize,w_100"));
    expect([upright.width, upright.height]).toEqual([100, 151]);
    const stored = await look(await own.image(photo("friends.jpg"), "image/auto-orient,0/resize,w_151"));
    expect([stored.width, stored.height]).toEqual([151, 100]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i is applied as sharp itself does", async (orientation) => {
    const path = await file({ w: 48, h: 32, format: "png", orientation });
    const seen = await look(await own.image(path, "image/format,png"));
    const { data, info } = await sharp(path).autoOrient().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([seen.width, seen.height]).toEqual([info.width, info.height]);
    expect(seen.data.equals(data)).toBe(true);
  });

  test("are 8-bit sRGB whatever the source was", async () => {
    for (const name of ["china-16bit.png", "flower-cmyk.jpg", "life-p3.jpg", "picos-gray.jpg"]) {
      const bytes = await own.image(photo(name), "image/format,png");
      const { depth, space } = await sharp(bytes).metadata();
      expect({ name, depth, grey: space === "b-w", space: space === "b-w" || space === "srgb" }).toMatchObject({
        depth: "uchar",
        space: true,
      });
    }
  });

  test("a grey picture is padded in colour", async () => {
    const seen = await look(
      await own.image(photo("picos-gray.jpg"), "image/resize,m_pad,w_200,h_200,color_FF0000/format,png"),
    );
    expect(pixelAt(seen, 100, 2)).toEqual([255, 0, 0, 255]);
  });

  test("effects leave alpha as it is", async () => {
    const before = await look(await own.image(photo("life-alpha.png"), "image/format,png"));
    for (const process of [
      "blur,r_10,s_8",
      "sharpen,399",
      "bright,50",
      "contrast,-70",
      "bright,9/blur,r_3,s_3/sharpen,99",
    ]) {
      const after = await look(await own.image(photo("life-alpha.png"), `image/${process}`));
      expect(alphas(after.data).equals(alphas(before.data)), process).toBe(true);
    }
  });

  test("the same request gives the same bytes, also in another engine", async () => {
    const another = await openEngine();
    try {
      const { pipeline } = parseProcess("image/resize,w_200");
      const fingerprints = [own, another].map(({ engine }) => engine.fingerprintOf(pipeline as ImagePipeline));
      expect(fingerprints[1]).toBe(fingerprints[0]);
      for (const [name, process] of [
        ["china.jpg", "image/resize,w_200/watermark,text_SGVsbG8g5Zu-54mH"],
        ["sunset.gif", "image/resize,w_50"],
        ["kleiber.webp", "image/resize,w_200/format,avif"],
      ] as const) {
        const first = await own.image(photo(name), process);
        expect((await own.image(photo(name), process)).equals(first), process).toBe(true);
        expect((await another.image(photo(name), process)).equals(first), process).toBe(true);
      }
    } finally {
      await another.close();
    }
  });

  test("are there until they are released", async () => {
    const result = await own.render(photo("china.jpg"), "image/resize,w_50");
    if (result.kind !== "image") throw new Error("expected an image");
    expect((await readFile(result.file.path)).length).toBe(result.byteSize);
    await result.file.release();
    expect(existsSync(result.file.path)).toBe(false);
    await expect(result.file.release()).resolves.toBeUndefined();
  });
});

describe("animations", () => {
  test.each(["sunset.gif", "sunset-pan.webp"])("%s keeps frames, times and loop", async (name) => {
    const before = await sharp(photo(name)).metadata();
    const bytes = await own.image(photo(name), "image/resize,w_100/crop,w_60,h_60,g_center");
    const after = await sharp(bytes, { pages: -1 }).metadata();
    expect(after).toMatchObject({ width: 60, pageHeight: 60, pages: 12, delay: before.delay, loop: before.loop });
  });

  test("every frame is what the still picture would be", async () => {
    const path = await file({ w: 64, h: 48, format: "webp", frames: 4 });
    const bytes = await own.image(path, "image/resize,w_32/format,webp/quality,Q_100");
    for (let page = 0; page < 4; page++) {
      const still = await sharp(path, { page }).png().toBuffer();
      const expected = await sharp(still).resize(32, 24, { fit: "fill" }).removeAlpha().stats();
      const got = await sharp(bytes, { page }).removeAlpha().stats();
      for (const [c, channel] of got.channels.entries())
        expect(Math.abs(channel.mean - expected.channels[c]!.mean), `frame ${page}`).toBeLessThan(3);
    }
  });

  test("a GIF becomes an animated WebP", async () => {
    const bytes = await own.image(photo("sunset.gif"), "image/resize,w_80/format,webp");
    expect(await sharp(bytes, { pages: -1 }).metadata()).toMatchObject({ format: "webp", pages: 12, width: 80 });
  });

  test("stays still where the specification says so", async () => {
    for (const process of ["rotate,90", "blur,r_3,s_2", "format,png", "watermark,text_QQ"])
      expect((await look(await own.image(photo("sunset.gif"), `image/${process}`))).frames, process).toBe(1);
  });
});

describe("questions", () => {
  test("info lists the stored facts in the order of the bytes", async () => {
    const facts = JSON.parse(await own.document(photo("friends.jpg"), "image/info"));
    expect(facts).toMatchObject({
      FileSize: { value: "591611" },
      Format: { value: "jpg" },
      FrameCount: { value: "1" },
      ImageHeight: { value: "2048" },
      ImageWidth: { value: "3088" },
      Orientation: { value: "6" },
    });
    expect(Object.keys(facts)).toEqual(Object.keys(facts).toSorted());
  });

  test.each<[string, PictureSpec]>([
    ["0x5c783b", { w: 40, h: 30, format: "png", fill: "#5C783B" }],
    ["0x5c783b", { w: 400, h: 300, format: "png", fill: "#5C783B" }],
    ["0xff1fc8", { w: 300, h: 200, format: "png", alpha: true, fill: "#FF1FC85E" }],
    ["0x000000", { w: 300, h: 200, format: "png", alpha: true, fill: "#FF1FC800" }],
    ["0x3366cc", { w: 50, h: 50, format: "bmp", fill: "#3366CC" }],
  ])("average hue %s", async (expected, spec) => {
    expect(await own.document(await file(spec), "image/average-hue")).toBe(`{"RGB": "${expected}"}`);
  });

  test("the average of a photograph is that of its pixels", async () => {
    const { channels } = await sharp(photo("picos.jpg")).stats();
    const hex = /0x(..)(..)(..)/.exec(await own.document(photo("picos.jpg"), "image/average-hue"))!;
    for (const [c, { mean }] of channels.entries())
      expect(Math.abs(Number.parseInt(hex[c + 1]!, 16) - mean)).toBeLessThanOrEqual(1);
  });
});

describe("the engine", () => {
  test("empties its folder of what a killed one left, and of nothing else", async () => {
    const first = await openEngine();
    try {
      await mkdir(join(first.folder, "again"));
      await writeFile(join(first.folder, "again", "result-left"), "half");
      await writeFile(join(first.folder, "again", "other"), "kept");
      const second = await openEngine({ workDir: join(first.folder, "again") });
      expect(await readdir(join(first.folder, "again"))).not.toContain("result-left");
      expect(await readdir(join(first.folder, "again"))).toContain("other");
      await second.close();
    } finally {
      await first.close();
    }
  });

  test("explains without a process: passes, rules and price", async () => {
    const header = await own.header(photo("friends.jpg"));
    const pipeline = parseProcess("image/resize,w_300/format,webp").pipeline as ImagePipeline;
    expect(own.engine.explain(pipeline, header, noMarks)).toMatchObject({
      plan: { out: { width: 300, height: 452, format: "webp" } },
      execution: [
        { passes: [{ ops: ["scale 452x300", "turn 90"], width: 300, height: 452 }], rules: ["scale-before-turn"] },
      ],
      cost: { peakBytes: expect.any(Number), milliseconds: expect.any(Number) },
    });
  });

  test("lists what it can do", () => {
    const { formats, fonts, unsupported } = own.engine.capabilities;
    expect(formats.find(({ format }) => format === "heic")).toEqual({ format: "heic", decode: true, encode: false });
    expect(formats.filter(({ decode, encode }) => decode && encode)).toHaveLength(7);
    expect(fonts).toHaveLength(7);
    expect(unsupported).toEqual([]);
  });

  test("every photograph goes through", async () => {
    for (const [name, path] of Object.entries(photos)) {
      const result = await own.render(path, "image/resize,l_64");
      if (result.kind !== "image") throw new Error("expected an image");
      expect(Math.max(result.width, result.height), name).toBe(64);
      await result.file.release();
    }
  });
});

function noMarks(): never {
  throw new Error("no watermark is asked for");
}

async function file(spec: PictureSpec): Promise<string> {
  const path = join(own.folder, `${JSON.stringify(spec).replace(/\W+/g, "-")}.${spec.format}`);
  await writeFile(path, await makePicture(spec));
  return path;
}

function alphas(rgba: Buffer): Buffer {
  return rgba.filter((_, i) => i % 4 === 3) as Buffer;
}
