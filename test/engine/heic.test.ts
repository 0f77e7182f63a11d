import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

const [red, green, blue, yellow] = ["220,30,30", "30,200,30", "30,30,220", "230,230,40"];

describe("a board of four colours, set upright by the container's properties", () => {
  // The quarters of the upright picture: above left and right, below left and right.
  test.each<[name: string, size: readonly number[], quarters: readonly (string | undefined)[]]>([
    ["turned-3", [64, 32], [yellow, blue, green, red]],
    ["turned-5", [32, 64], [red, blue, green, yellow]],
    ["turned-6", [32, 64], [blue, red, yellow, green]],
    ["turned-7", [32, 64], [yellow, green, blue, red]],
    ["turned-8", [32, 64], [green, yellow, red, blue]],
    ["tiles", [80, 160], [blue, red, yellow, green]],
  ])("%s", async (name, [width, height], quarters) => {
    const path = heic(name);
    // The tag says what has been done already.
    expect(await own.header(path)).toMatchObject({ format: "heic", width, height, orientation: 1, alpha: false });
    const { data, info } = await pixels(await own.image(path, "image/format,png"));
    expect([info.width, info.height]).toEqual([width, height]);
    for (const [quarter, colour] of quarters.entries()) {
      const x = (quarter % 2 === 0 ? 0.25 : 0.75) * info.width;
      const y = (quarter < 2 ? 0.25 : 0.75) * info.height;
      const at = (y * info.width + x) * info.channels;
      for (const [channel, value] of colour!.split(",").entries())
        expect(Math.abs(data[at + channel]! - Number(value)), `quarter ${quarter}`).toBeLessThanOrEqual(3);
    }
  });
});

test("a ramp of alpha is kept", async () => {
  const path = heic("alpha");
  expect(await own.header(path)).toMatchObject({ width: 97, height: 65, alpha: true });
  const { data, info } = await pixels(await own.image(path, "image/format,png"));
  expect(info.channels).toBe(4);
  const column = Array.from({ length: info.height }, (_, y) => data[y * info.width * 4 + 3]!);
  for (const [y, alpha] of column.entries()) expect(Math.abs(alpha - (y / 64) * 255)).toBeLessThanOrEqual(6);
});

test("colours in Display P3 become those of sRGB", async () => {
  const { channels } = await sharp(photo("life-p3.jpg")).resize(80, 60, { fit: "fill" }).stats();
  const seen = await sharp(await own.image(heic("p3"), "image/format,png")).stats();
  for (const [at, { mean }] of channels.entries()) expect(Math.abs(seen.channels[at]!.mean - mean)).toBeLessThan(1.5);
});

test("of several pictures the primary one is taken", async () => {
  const path = heic("second-primary");
  expect(await own.header(path)).toMatchObject({ width: 64, height: 48, frames: 1 });
  const { dominant } = await sharp(await own.image(path, "image/format,png")).stats();
  expect(dominant.b).toBeGreaterThan(180);
  expect(dominant.r).toBeLessThan(40);
});

test("steps, questions and results in other formats work as on any source", async () => {
  const path = heic("plain");
  const cut = await own.image(path, "image/resize,w_48/crop,w_20,h_20/format,jpg/quality,Q_80");
  expect(await sharp(cut).metadata()).toMatchObject({ format: "jpeg", width: 20, height: 20 });
  expect(JSON.parse(await own.document(path, "image/info"))).toMatchObject({ Format: { value: "heic" } });
  expect(JSON.parse(await own.document(path, "image/average-hue"))).toHaveProperty("RGB");
  expect(JSON.parse(await own.document(heic("turned-6"), "image/info"))).toMatchObject({ Make: { value: "Imgraph" } });
});

test("a result in HEIC needs an encoder", async () => {
  const { status } = await expectFailure("NotImplemented", () => own.image(heic("plain"), "image/resize,w_10"));
  expect(status).toBe(501);
});

test("without the package its pixels are refused by the package's name, its header is read", async () => {
  const without = await openEngine({ readsHeic: false });
  try {
    const decode = ({ engine }: TestEngine) =>
      engine.capabilities.formats.find(({ format }) => format === "heic")?.decode;
    expect([decode(own), decode(without)]).toEqual([true, false]);
    expect(await without.header(heic("plain"))).toMatchObject({ width: 96, height: 64 });
    const refused = await expectFailure("NotImplemented", () => without.image(heic("plain"), "image/format,jpg"));
    expect(refused.message).toContain("libheif-js");
    await expectFailure("NotImplemented", () => without.document(heic("plain"), "image/average-hue"));
  } finally {
    await without.close();
  }
});

describe("damage", () => {
  test.each([0.2, 0.6, 0.95])("a file cut at %f is ImageDamage of HEIC", async (part) => {
    const whole = await readFile(heic("plain"));
    const path = join(own.folder, "cut.heic");
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * part)));
    const failure = await expectFailure("ImageDamage", () => own.image(path, "image/format,jpg"));
    expect(failure.ec).toBe("0040-00000020");
  });

  test("any bytes changed make a failure or an image, never a bug", async () => {
    const whole = await readFile(heic("turned-6"));
    const path = join(own.folder, "changed.heic");
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        await writeFile(path, bytes);
        try {
          await own.image(path, "image/format,png");
        } catch (error) {
          if (!(error instanceof Failure) || (error.status >= 500 && error.status !== 501)) throw error;
        }
      }),
      { numRuns: scaled(600), seed },
    );
  }, 120_000);
});

function heic(name: string): string {
  return fileURLToPath(new URL(`../photos/heic/${name}.heic`, import.meta.url));
}

function pixels(bytes: Buffer) {
  return sharp(bytes).raw().toBuffer({ resolveWithObject: true });
}
