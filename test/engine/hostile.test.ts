import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure, type Format, type ImagePipeline, parseProcess } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { makePicture } from "../support/picture.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
});
afterAll(() => own.close());

describe("damaged files", () => {
  test.each<Format>([
    "jpg",
    "png",
    "webp",
    "gif",
    "avif",
    "tiff",
    "bmp",
  ])("a %s cut in half is ImageDamage", async (format) => {
    const whole = await makePicture({ w: 200, h: 150, format });
    const path = await file(`cut.${format}`, whole.subarray(0, whole.length >> 1));
    await expectFailure("ImageDamage", () => own.image(path, "image/resize,w_50"));
  });

  test.each<[name: string, ec: string | undefined]>([
    ["sunset.gif", undefined],
    ["sunset-pan.webp", undefined],
    ["life-alpha.png", undefined],
    ["kleiber-1mp.avif", "0040-00000021"],
  ])("%s cut at any place is ImageDamage with the format's sub-code, if it has one", async (name, ec) => {
    const whole = await readFile(photo(name));
    for (const part of [0.001, 0.01, 0.3, 0.99]) {
      const path = await file("cut-anywhere", whole.subarray(0, Math.max(40, Math.floor(whole.length * part))));
      const failure = await expectFailure("ImageDamage", () => own.image(path, "image/resize,w_50"));
      expect(failure.status).toBe(403);
      expect(failure.ec).toBe(ec);
    }
  });

  test("a photograph cut at any place is refused or was whole enough, and the next one works", async () => {
    const whole = await readFile(photo("china.jpg"));
    for (const part of [0.02, 0.3, 0.6, 0.9, 0.99]) {
      const path = await file("cut-photo.jpg", whole.subarray(0, Math.floor(whole.length * part)));
      await expectFailure("ImageDamage", () => own.image(path, "image/resize,w_100/rotate,90"));
    }
    await expect(own.image(photo("china.jpg"), "image/resize,w_50")).resolves.toBeInstanceOf(Buffer);
  });

  test("random damage of random files makes a failure or an answer, never a bug", async () => {
    const files = await Promise.all([
      ...(["jpg", "png", "webp", "gif", "avif", "tiff", "bmp"] as const).map((format) =>
        makePicture({ w: 40, h: 30, format }),
      ),
      makePicture({ w: 40, h: 30, format: "gif", frames: 3 }),
      makePicture({ w: 40, h: 30, format: "png", alpha: true }),
      animatedWebp(),
      tagged(),
    ]);
    /** Half of it among the first bytes, where the headers are. */
    const place = fc.oneof(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 4, max: 399 }),
    );
    const damage = fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255))), {
      minLength: 1,
      maxLength: 6,
    });
    const processes = fc.constantFrom("resize,w_20/format,png", "resize,w_20", "x-metadata,all/format,webp", "info");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, processes, async (whole, edits, process) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of edits) bytes[at < 1 ? Math.floor(at * bytes.length) : at % bytes.length] = value;
        const path = await file("damaged", bytes);
        try {
          await (process === "info" ? own.document : own.image)(path, `image/${process}`);
        } catch (error) {
          if (!(error instanceof Failure) || error.status >= 500) throw error;
        }
      }),
      { numRuns: scaled(3000), seed },
    );
  }, 300_000);
});

/** Three frames. */
async function animatedWebp(): Promise<Buffer> {
  const gif = await makePicture({ w: 40, h: 30, format: "gif", frames: 3 });
  return sharp(gif, { animated: true })
    .webp({ delay: [50, 90, 300] })
    .toBuffer();
}

/** A JPG with EXIF and XMP. */
async function tagged(): Promise<Buffer> {
  const plain = sharp(await makePicture({ w: 40, h: 30, format: "jpg" }));
  const packet = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:rights><rdf:li>theirs</rdf:li></dc:rights></x:xmpmeta>';
  return plain
    .withExif({ IFD0: { Artist: "A. Uthor", Orientation: "6" } })
    .withXmp(packet)
    .jpeg()
    .toBuffer();
}

describe("files that are no images of ours", () => {
  test.each<[string, string | Buffer]>([
    ["a text called .jpg", "This is no photograph.\n".repeat(200)],
    ["an empty file", ""],
    ["one byte", "x"],
    ["a PDF", "%PDF-1.7\n"],
    ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'],
    ["an SVG behind a declaration", '<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["an ICO", Buffer.from([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 24, 0])],
    ["HTML", "<!DOCTYPE html><html><svg></svg></html>"],
  ])("%s is refused by format", async (_, content) => {
    const path = await file("no-image.jpg", Buffer.from(content));
    const { ec, message } = await expectFailure("BadRequest", () => own.header(path));
    expect(ec).toBe("0040-00000005");
    expect(message).toMatch(/^This image format is not supported\./);
  });

  test("a video of a gigabyte is not read to be refused", async () => {
    const path = await file("video.jpg", Buffer.from("\0\0\0\x20ftypisom"));
    await truncate(path, 2 ** 30);
    await expectFailure("BadRequest", () => own.header(path));
  });
});

describe("files that are too much", () => {
  test("one byte above 20 MB", async () => {
    const path = await file("long.jpg", await readFile(photo("china.jpg")));
    await truncate(path, 20 * 2 ** 20 + 1);
    expect((await expectFailure("ImageTooLarge", () => own.header(path))).ec).toBe("0040-00000001");
    await truncate(path, 20 * 2 ** 20);
    expect(await own.header(path)).toMatchObject({ width: 640 });
  });

  test("30,000 x 30,000 pixels of one bit: the header is told, the pixels are refused", async () => {
    const path = await file("bomb.png", blackPng(30_000, 30_000));
    expect(await own.header(path)).toMatchObject({ format: "png", width: 30_000, height: 30_000 });
    await expectFailure("ImageTooLarge", () => own.image(path, "image/resize,w_100"));
    await expectFailure("ImageTooLarge", () => own.document(path, "image/average-hue"));
  });

  test("work that takes longer than it may is ended, and the next one is done", async () => {
    const slow = await openEngine({ deadlineMs: 2000 });
    try {
      const stage = "image/blur,r_50,s_50/resize,p_100/blur,r_50,s_50/format,webp";
      const process = [stage, stage, stage, stage].join("|");
      await expectFailure("DeadlineExceeded", () => slow.image(photo("sunset-12mp.jpg"), process));
      // Ready again, in a process of its own.
      await slow.engine.check(new AbortController().signal);
      await expect(slow.image(photo("picos-gray.jpg"), "image/crop,w_9,h_9")).resolves.toBeInstanceOf(Buffer);
    } finally {
      await slow.close();
    }
  });

  test("a client that leaves ends its work", async () => {
    const controller = new AbortController();
    const gone = own.render(photo("sunset-12mp.jpg"), "image/blur,r_50,s_50/format,webp", controller.signal);
    const outcome = expect(gone).rejects.toThrow("left");
    setImmediate(() => controller.abort(new Error("left")));
    await outcome;
    await expect(own.image(photo("china.jpg"), "image/resize,w_50")).resolves.toBeInstanceOf(Buffer);
  });

  test("more memory than there is says whose setting it is", async () => {
    const small = await openEngine({ memoryBytes: 70e6 });
    try {
      const failure = await expectFailure("ImageTooLarge", () =>
        small.image(photo("sunset-12mp.jpg"), "image/blur,r_3,s_3/sharpen,100"),
      );
      expect(failure.message).toContain("IMGRAPH_MEMORY_BYTES");
      const header = await small.header(photo("sunset-12mp.jpg"));
      const source = { byteSize: header.byteSize, open: () => Promise.reject(new Error("fetched in vain")) };
      const { signal } = new AbortController();
      await expectFailure("ImageTooLarge", () => small.engine.analyse(source, header, signal));
      const pipeline = parseProcess("image/blur,r_3,s_3").pipeline as ImagePipeline;
      await expectFailure("ImageTooLarge", () =>
        small.engine.render({ source, header, pipeline, marks: new Map() }, signal),
      );
    } finally {
      await small.close();
    }
  });
});

test("a file that is gone is a bug of ours, told to nobody", async () => {
  const gone = { path: join(own.folder, "absent.jpg"), release: async () => {} };
  const source = { byteSize: 1, open: async () => gone };
  const failure = await expectFailure("InternalError", () => own.engine.inspect(source, new AbortController().signal));
  expect(failure.message).not.toContain("absent");
});

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(own.folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A PNG of one bit a pixel, all zero: 112 MB of pixels in some 100 KB. */
function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 1 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return framed;
}
