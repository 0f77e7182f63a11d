import { join } from "node:path";
import sharp, { type Color, type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileSource } from "../../src/cli/file-source.js";
import type { Insights } from "../../src/pipeline/index.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

const signal = new AbortController().signal;
const look = async (path: string): Promise<Insights> =>
  own.engine.analyse(await fileSource(path), await own.header(path), signal);

/** A file in the engine's folder. */
async function file(name: string, image: Sharp): Promise<string> {
  const path = join(own.folder, name);
  await image.toFile(path);
  return path;
}

const grey = { r: 128, g: 128, b: 128, alpha: 1 };
const red = { r: 220, g: 40, b: 30, alpha: 1 };
const plain = (width: number, height: number, background: Color) =>
  sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer();

/** A grey picture with a red square in it. */
const spot = async (at: { left: number; top: number }, orientation = 1) =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: grey } })
    .composite([{ input: await plain(80, 80, red), ...at }])
    .withMetadata({ orientation })
    .jpeg({ quality: 95 });

describe("photographs", () => {
  test.each([
    "china.jpg",
    "friends.jpg",
    "picos-gray.jpg",
    "flower-cmyk.jpg",
    "china-16bit.png",
    "life-alpha.png",
    "kleiber-1mp.avif",
    "sunset-pan.webp",
    "sunset.gif",
  ])("%s", async (name) => {
    const path = photo(name);
    const seen = await look(path);
    const { width, height, orientation } = await own.header(path);
    const [across, down] = orientation >= 5 ? [height, width] : [width, height];
    const { trim, attention, entropy, lqip, ...rest } = seen;
    expect(trim.x + trim.width).toBeLessThanOrEqual(across);
    expect(trim.y + trim.height).toBeLessThanOrEqual(down);
    for (const share of [attention.x, attention.y, entropy.x, entropy.y]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    const [head, base64 = ""] = lqip.split(",");
    expect(head).toBe("data:image/webp;base64");
    const tiny = await sharp(Buffer.from(base64, "base64")).metadata();
    expect(Math.max(tiny.width, tiny.height)).toBe(16);
    expect(tiny.width >= tiny.height).toBe(across >= down);
    expect(rest.palette).toHaveLength(6);
    expect({ trim, attention, entropy, ...rest }).toMatchSnapshot();
    expect(await look(path)).toEqual(seen);
  });
});

test("what a lossy file makes of two colours is two, and one between them", async () => {
  const plane = { width: 120, height: 80, channels: 3, background: "#e01010" } as const;
  const right = { create: { ...plane, width: 48, background: "#1010e0" } };
  const drawn = await sharp({ create: plane })
    .composite([{ input: right, left: 72, top: 0 }])
    .png()
    .toBuffer();
  const { palette } = await look(await file("two.webp", sharp(drawn).webp({ quality: 75 })));
  expect(palette).toHaveLength(3);
});

describe("a border is found to the pixel", () => {
  test.each([
    [{ left: 7, top: 11, right: 23, bottom: 3 }, "#ffffff"],
    [{ left: 0, top: 40, right: 0, bottom: 40 }, "#000000"],
    [{ left: 1, top: 0, right: 0, bottom: 0 }, "#102030"],
  ])("%j", async (border, background) => {
    const picture = sharp(photo("china.jpg"))
      .resize(300, 200)
      .extend({ ...border, background });
    const { trim } = await look(await file("border.png", picture));
    // The photograph's own first rows are no border.
    expect(trim).toEqual({ x: border.left, y: border.top, width: 300, height: 200 });
  });

  test("of transparency, whatever colours it hides", async () => {
    const hidden = await sharp({ create: { width: 90, height: 60, channels: 4, background: "#00ff0000" } })
      .composite([{ input: await plain(40, 20, red), left: 15, top: 5 }])
      .raw()
      .toBuffer();
    for (let i = 0; i < hidden.length; i += 4) if (hidden[i + 3] === 0) hidden[i] = i % 251;
    const picture = sharp(hidden, { raw: { width: 90, height: 60, channels: 4 } }).png();
    expect((await look(await file("alpha.png", picture))).trim).toEqual({ x: 15, y: 5, width: 40, height: 20 });
  });

  test("in the upright picture", async () => {
    const picture = sharp(photo("china.jpg"))
      .resize(300, 200)
      .extend({ left: 9, top: 0, right: 0, bottom: 30, background: "#fff" })
      .withMetadata({ orientation: 6 });
    const { trim } = await look(await file("turned.png", picture));
    expect(trim).toEqual({ x: 30, y: 9, width: 200, height: 300 });
  });

  test("nothing but border is left as it is", async () => {
    const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: grey } });
    const seen = await look(await file("flat.png", picture));
    expect(seen.trim).toEqual({ x: 0, y: 0, width: 30, height: 20 });
    expect(seen.entropy).toEqual({ x: 0.5, y: 0.5 });
    expect(seen).toMatchObject({ dominant: "808080", palette: ["808080"] });
  });
});

describe("attention and detail go to what stands out", () => {
  test.each([
    [
      { left: 60, top: 60 },
      { x: 1 / 6, y: 0.25 },
    ],
    [
      { left: 460, top: 260 },
      { x: 5 / 6, y: 0.75 },
    ],
  ])("%j", async (at, middle) => {
    const { attention, entropy } = await look(await file("spot.jpg", await spot(at)));
    expect(Math.hypot(attention.x - middle.x, attention.y - middle.y)).toBeLessThan(0.08);
    expect(Math.hypot(entropy.x - middle.x, entropy.y - middle.y)).toBeLessThan(0.02);
  });

  test("upright", async () => {
    const { attention, entropy } = await look(await file("spot6.jpg", await spot({ left: 60, top: 60 }, 6)));
    expect(Math.hypot(attention.x - 0.75, attention.y - 1 / 6)).toBeLessThan(0.08);
    expect(Math.hypot(entropy.x - 0.75, entropy.y - 1 / 6)).toBeLessThan(0.02);
  });
});

test("colours are those that can be seen", async () => {
  const picture = sharp({ create: { width: 90, height: 60, channels: 4, background: "#00ff0000" } })
    .composite([{ input: await plain(40, 20, red), left: 15, top: 5 }])
    .png();
  expect(await look(await file("seen.png", picture))).toMatchObject({ dominant: "DC281E", palette: ["DC281E"] });
  const unseen = sharp({ create: { width: 9, height: 9, channels: 4, background: "#00ff0000" } }).png();
  expect(await look(await file("unseen.png", unseen))).toMatchObject({ dominant: "000000", palette: ["000000"] });
});

test("the smallest picture", async () => {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: red } });
  expect(await look(await file("dot.png", dot))).toMatchObject({
    trim: { x: 0, y: 0, width: 1, height: 1 },
    attention: { x: 0.5, y: 0.5 },
    dominant: "DC281E",
  });
  const line = sharp({ create: { width: 1, height: 900, channels: 3, background: red } });
  expect((await look(await file("line.png", line))).trim).toEqual({ x: 0, y: 0, width: 1, height: 900 });
});

describe("the perceptual hash tells pictures apart", () => {
  const distance = (one: Insights, other: Insights) =>
    (BigInt(`0x${one.perceptualHash}`) ^ BigInt(`0x${other.perceptualHash}`)).toString(2).replaceAll("0", "").length;

  test.each([
    ["half the size", (image: Sharp) => image.resize(320), 4],
    ["low quality", (image: Sharp) => image.jpeg({ quality: 30 }), 4],
    ["another format", (image: Sharp) => image.webp(), 4],
    ["lighter", (image: Sharp) => image.linear(1.1, 5), 8],
  ])("%s", async (_, change, most) => {
    const same = await file("same.img.png", sharp(await change(sharp(photo("china.jpg"))).toBuffer()));
    expect(distance(await look(photo("china.jpg")), await look(same))).toBeLessThanOrEqual(most);
  });

  test("another photograph", async () => {
    expect(distance(await look(photo("china.jpg")), await look(photo("flower-cmyk.jpg")))).toBeGreaterThan(16);
  });
});

test("damage and limits are told as for a render", async () => {
  const whole = await sharp(photo("china.jpg")).jpeg().toBuffer();
  const path = join(own.folder, "cut.jpg");
  const { writeFile } = await import("node:fs/promises");
  await writeFile(path, whole.subarray(0, whole.length / 2));
  await expect(look(path)).rejects.toMatchObject({ code: "ImageDamage" });
  const header = { ...(await own.header(photo("china.jpg"))), width: 40_000 };
  const source = await fileSource(photo("china.jpg"));
  await expect(own.engine.analyse(source, header, signal)).rejects.toMatchObject({ code: "ImageTooLarge" });
  await expect(
    own.engine.analyse(source, await own.header(photo("china.jpg")), AbortSignal.abort(new Error("left"))),
  ).rejects.toThrow("left");
});
