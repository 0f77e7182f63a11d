import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { difference } from "../engine/support/difference.js";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { type Look, look } from "../support/look.js";
import { goldenName, goldenPhotos, goldenProcesses } from "./cases.js";
import { draw } from "./draw.js";

/** How far a result may be from its golden image, colours premultiplied: room for another processor's rounding. */
const farthest = { max: 12, psnr: 45 };

const folder = fileURLToPath(new URL("images/", import.meta.url));
// `npm run golden:record` sets it; the changed pictures are then looked at with `npm run golden:diff`.
const recording = process.env.IMGRAPH_GOLDEN === "record";
const processes = Object.values(goldenProcesses).flat();

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

describe.each(goldenPhotos)("of %s", (name) => {
  test.each(processes)("%s", async (steps) => {
    const seen = await look(await draw(own.engine, name, `image/${steps}`));
    expect(seen.format).toBe(/format,(\w+)/.exec(steps)?.[1] ?? name.split(".")[1]);
    const path = join(folder, name, `${goldenName(steps)}.png`);
    if (recording) return record(path, seen);
    const golden = await look(await readFile(path));
    expect([seen.width, seen.height, seen.alpha]).toEqual([golden.width, golden.height, golden.alpha]);
    const apart = difference({ ...seen, channels: 4 }, { ...golden, channels: 4 });
    expect(apart.max).toBeLessThanOrEqual(farthest.max);
    expect(apart.psnr).toBeGreaterThanOrEqual(farthest.psnr);
  });

  test("there is no golden image without a case", async () => {
    const expected = processes.map((steps) => `${goldenName(steps)}.png`);
    const there = await readdir(join(folder, name));
    const orphans = there.filter((file) => !expected.includes(file));
    if (recording) await Promise.all(orphans.map((file) => rm(join(folder, name, file))));
    else expect(orphans).toEqual([]);
  });
});

/** Writes the picture unless the one that is there shows the same pixels. */
async function record(path: string, { width, height, data, alpha }: Look): Promise<void> {
  const image = sharp(data, { raw: { width, height, channels: 4 } });
  const png = await (alpha ? image : image.removeAlpha())
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();
  const before = await readFile(path).catch(() => undefined);
  if (before && (await look(before)).data.equals(data)) return;
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, png);
}
