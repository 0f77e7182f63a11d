import { readFile } from "node:fs/promises";
import { Gravity, type IMagickImage, MagickFormat, MagickImage } from "@imagemagick/magick-wasm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photo } from "../engine/support/photos.js";
import { meansOf, type Profiles, readProfiles, startMagick, toSrgb, withImage } from "./magick.js";
import { runProcess } from "./run-process.js";

/** Levels of 0..255 by which the mean of a channel may differ. */
const slack = 2;

const names = ["china.jpg", "picos-gray.jpg", "friends.jpg", "life-alpha.png", "flower-cmyk.jpg", "life-p3.jpg"];

const onWhole = [
  "resize,w_200",
  "resize,m_fixed,w_150,h_180",
  "resize,m_fill,w_120,h_160",
  "resize,m_pad,w_160,h_160",
  "crop,w_300,h_200,x_40,y_30",
  "crop,w_200,h_200,g_se",
];

/** Each after `resize,w_200`, which ImageMagick does once for all of them. */
const onSmall = [
  "rotate,90",
  "rotate,33",
  "bright,40",
  "bright,-60",
  "contrast,60",
  "contrast,-60",
  "blur,r_2,s_1",
  "blur,r_5,s_3",
  "blur,r_20,s_10",
  "blur,r_3,s_30",
];

let own: TestEngine;
let profiles: Profiles;
beforeAll(async () => {
  own = await openEngine();
  await startMagick();
  profiles = await readProfiles();
});
afterAll(() => own.close());

describe.each(names)("the mean colour of %s", (name) => {
  let decoded: IMagickImage;
  let small: IMagickImage;
  beforeAll(async () => {
    decoded = MagickImage.create(await readFile(photo(name)));
    toSrgb(decoded, profiles);
    small = MagickImage.create();
    decoded.clone((image) => {
      runProcess(image, "image/resize,w_200");
      image.strip();
      image.write(MagickFormat.Miff, (data) => small.read(data));
    });
  });
  afterAll(() => {
    decoded.dispose();
    small.dispose();
  });

  test.each(onWhole)("after %s", (process) => compare(process, decoded, process));
  test.each(onSmall)("after %s", (process) => compare(`resize,w_200/${process}`, small, process));

  async function compare(process: string, from: IMagickImage, rest: string) {
    const result = withImage(await own.image(photo(name), `image/${process}/format,png`), (image) => ({
      size: [image.width, image.height] as const,
      means: meansOf(image),
    }));
    const reference = from.clone((image) => {
      runProcess(image, `image/${rest}`);
      // A free turn leaves it a little larger: the border would count as white.
      image.crop(...result.size, Gravity.Center);
      return meansOf(image);
    });
    for (const [channel, value] of result.means.entries())
      expect(Math.abs(value - reference[channel]!), `${result.means} against ${reference}`).toBeLessThanOrEqual(slack);
  }
});
