import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { look, pixelAt } from "../support/look.js";
import { makePicture } from "../support/picture.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";

let own: TestEngine;
let flat: string;
beforeAll(async () => {
  own = await openEngine();
  flat = join(own.folder, "flat.png");
  await writeFile(flat, await makePicture({ w: 30, h: 20, format: "png", fill: "#FFC864" }));
});
afterAll(() => own.close());

async function middleOf(process: string): Promise<readonly number[]> {
  return pixelAt(await look(await own.image(flat, `image/${process}`)), 15, 10).slice(0, 3);
}

test.each([
  "r_1,s_1",
  "r_2,s_1",
  "r_5,s_1",
  "r_3,s_5",
  "r_10,s_10",
  "r_7,s_50",
  "r_50,s_2",
])("a flat area stays as it is under blur,%s", async (kernel) => {
  expect(await middleOf(`blur,${kernel}`)).toEqual([255, 200, 100]);
  expect(await middleOf(`resize,w_20/blur,${kernel}/resize,w_30,limit_0`)).toEqual([255, 200, 100]);
});

test.each([
  "r_50,s_20",
  "r_50,s_50",
  "r_11,s_46",
  "r_30,s_15",
])("and all but stays under one that reaches further: blur,%s", async (kernel) => {
  for (const [i, value] of (await middleOf(`blur,${kernel}`)).entries())
    expect(Math.abs(value - [255, 200, 100][i]!)).toBeLessThanOrEqual(6);
});
