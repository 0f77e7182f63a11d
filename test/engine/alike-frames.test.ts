import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { muxWebp } from "../../src/engine/local-sharp/pixels/mux-webp.js";
import { makePicture } from "../support/picture.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

describe("frames that look alike stay apart", () => {
  test.each(["gif", "webp"] as const)("in %s", async (format) => {
    const path = join(own.folder, "source.gif");
    await writeFile(path, await makePicture({ w: 40, h: 30, format: "gif", frames: 4 }));
    const before = await sharp(path).metadata();
    for (const process of ["crop,w_1,h_1", "resize,w_1", "crop,w_3,h_2,x_1"]) {
      const still = await sharp(await own.image(path, `image/${process}/format,png`))
        .removeAlpha()
        .stats();
      const bytes = await own.image(path, `image/${process}/format,${format}`);
      const after = await sharp(bytes, { pages: -1 }).metadata();
      expect(after, process).toMatchObject({ pages: 4, delay: before.delay, loop: before.loop });
      for (let page = 0; page < 4; page++) {
        const { channels } = await sharp(bytes, { page }).removeAlpha().stats();
        // Red and green tell the place and are the same in every frame.
        for (const c of [0, 1]) expect(Math.abs(channels[c]!.mean - still.channels[c]!.mean), process).toBeLessThan(13);
      }
    }
  });

  test("in a WebP of equal frames with soft alpha, decoded pixel by pixel", async () => {
    const raw = Buffer.from(Array.from({ length: 5 * 3 }, (_, i) => [250, 10, 90, i * 17]).flat());
    const still = sharp(raw, { raw: { width: 5, height: 3, channels: 4 } });
    const file = await still.webp({ lossless: true, exact: true }).toBuffer();
    const bytes = muxWebp(
      [40, 60, 80].map((delay) => ({ file, delay })),
      { width: 5, height: 3, loop: 2 },
    );
    const animated = sharp(bytes, { pages: -1 });
    expect(await animated.metadata()).toMatchObject({ pages: 3, delay: [40, 60, 80], loop: 2, hasAlpha: true });
    const { data } = await animated.raw().toBuffer({ resolveWithObject: true });
    expect(data.length).toBe(3 * raw.length);
    for (let i = 3; i < data.length; i += 4) expect(data[i]).toBe(raw[i % raw.length]);
  });
});
