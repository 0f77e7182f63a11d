import { mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Source } from "../../src/service/ports.js";
import { makePicture } from "../support/picture.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo, photos } from "./support/photos.js";

let own: TestEngine;
let folder: string;
beforeAll(async () => {
  own = await openEngine();
  folder = await mkdtemp(join(tmpdir(), "imgraph-partial-"));
});
afterAll(async () => {
  await own.close();
  await rm(folder, { recursive: true, force: true });
});

/** A source that is far away: of its bytes come as many as are asked for. */
function far(bytes: Buffer) {
  const asked: (number | undefined)[] = [];
  const source: Source = {
    byteSize: bytes.length,
    async open(_, firstBytes) {
      const path = join(folder, String(asked.push(firstBytes)));
      const file = await open(path, "w");
      await file.write(bytes.subarray(0, firstBytes));
      await file.truncate(bytes.length);
      await file.close();
      const release = () => rm(path, { force: true });
      const isPart = firstBytes !== undefined && firstBytes < bytes.length;
      return { path, release, ...(isPart && { availableBytes: firstBytes }) };
    },
  };
  return { source, asked };
}

const never = new AbortController().signal;

describe("a header read from the first bytes is that of the whole", () => {
  test.each(Object.keys(photos))("%s", async (name) => {
    const bytes = await readFile(photo(name));
    const { source, asked } = far(bytes);
    const { size } = await stat(photo(name));
    expect(await own.engine.inspect(source, never)).toEqual({ ...(await own.header(photo(name))), byteSize: size });
    expect(asked.length).toBeLessThanOrEqual(2);
  });
});

test.each([
  ["sunset-12mp.jpg", 1],
  ["china-16bit.png", 1],
  ["life-alpha.png", 1],
  ["life-p3.jpg", 1],
  ["sunset.gif", 2],
])("%s is opened so often: %i", async (name, times) => {
  const { source, asked } = far(await readFile(photo(name)));
  expect(source.byteSize).toBeGreaterThan(65_536);
  await own.engine.inspect(source, never);
  expect(asked).toEqual([65_536, undefined].slice(0, times));
});

test("what is no image is opened once, and so is what is too large", async () => {
  const film = far(Buffer.alloc(2_000_000, "film"));
  await expect(own.engine.inspect(film.source, never)).rejects.toMatchObject({ code: "BadRequest" });
  expect(film.asked).toEqual([65_536]);
});

test("a picture whose EXIF is longer than what was fetched first is read whole", async () => {
  const jpg = await makePicture({ w: 600, h: 400, format: "jpg" });
  const filler = Buffer.concat([Buffer.from([0xff, 0xe2, 0xff, 0xff]), Buffer.alloc(0xffff - 2)]);
  const bytes = Buffer.concat([jpg.subarray(0, 2), filler, filler, jpg.subarray(2)]);
  const { source, asked } = far(bytes);
  expect(await own.engine.inspect(source, never)).toMatchObject({ format: "jpg", width: 600, height: 400 });
  expect(asked).toEqual([65_536, undefined]);
});
