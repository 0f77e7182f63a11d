import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExif } from "../../src/engine/formats/exif.js";
import { type BlockDirectory, directoryAt, exifBlock } from "./formats/exif-block.js";
import { openEngine, type TestEngine } from "./support/open-engine.js";
import { photo } from "./support/photos.js";

let own: TestEngine;
let sources: Readonly<Record<string, string>>;
beforeAll(async () => {
  own = await openEngine();
  sources = await plant();
});
afterAll(() => own.close());

/** Texts that must not come through, one for each place in which a camera or a program leaves one. */
const secrets = [
  "SERIAL4711",
  "LENS0815",
  "OWNER-NAME",
  "GPSPLACE",
  "MAKERNOTE",
  "XMPGPS5230",
  "XMPSERIAL",
  "IPTCCITY",
  "HOSTNAME",
];
const author = "Zoë Müller 陳";
const copyright = "© 2026 Zoë & Söhne";

const exif = planted();
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6" exif:GPSLatitude="XMPGPS5230" aux:SerialNumber="XMPSERIAL"><dc:creator><rdf:Seq><rdf:li>X. M. Packet</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">all &amp; none</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>`;
const iptc = segmentOf([
  [80, "I. P. Record"],
  [90, "IPTCCITY"],
  [116, "theirs"],
]);

/** An EXIF block with something in every directory; orientation 6. */
function planted(): Buffer {
  const text = (number: number, values: string) => ({ number, type: "ascii", values: `${values}\0` }) as const;
  const lists = (photoAt: number, gpsAt: number): BlockDirectory[] => [
    {
      tags: [
        { number: 274, type: "short", values: [6] },
        text(315, Buffer.from(author).toString("latin1")),
        text(316, "HOSTNAME"),
        text(33432, Buffer.from(copyright).toString("latin1")),
        { number: 34665, type: "long", values: [photoAt] },
        { number: 34853, type: "long", values: [gpsAt] },
      ],
    },
    {
      tags: [
        { number: 37500, type: "undefined", values: "MAKERNOTE-of-the-camera" },
        text(42032, "OWNER-NAME"),
        text(42033, "SERIAL4711"),
        text(42037, "LENS0815"),
      ],
    },
    { tags: [text(1, "N"), { number: 2, type: "rational", values: [52, 1, 30, 1, 0, 1] }, text(28, "GPSPLACE")] },
  ];
  const tags = lists(0, 0).map((directory) => directory.tags);
  return exifBlock(lists(directoryAt(tags, 1), directoryAt(tags, 2)));
}

/** The payload of a segment APP13. */
function segmentOf(texts: readonly (readonly [number, string])[]): Buffer {
  const records = Buffer.concat(
    texts.map(([number, text]) => Buffer.concat([Buffer.from([0x1c, 2, number, 0, text.length]), Buffer.from(text)])),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(records.length);
  return Buffer.concat([Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1"), size, records]);
}

function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** A PNG with a chunk eXIf behind its header. */
async function withExifChunk(block: Buffer): Promise<Buffer> {
  const png = await sharp(photo("china.jpg")).resize(90, 60, { fit: "fill" }).png().toBuffer();
  const body = Buffer.concat([Buffer.from("eXIf", "latin1"), block]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(block.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, 33), length, body, sum, png.subarray(33)]);
}

/** Pictures of 90x60 with all of it, by name. */
async function plant(): Promise<Readonly<Record<string, string>>> {
  const plain = await sharp(photo("china.jpg")).resize(90, 60, { fit: "fill" }).jpeg().toBuffer();
  const packet = Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1"), Buffer.from(xmp)]);
  const head = [segment(0xe1, exif), segment(0xe1, packet), segment(0xed, iptc)];
  const jpg = Buffer.concat([plain.subarray(0, 2), ...head, plain.subarray(2)]);
  const files = {
    jpg,
    webp: await sharp(jpg).keepExif().keepXmp().webp().toBuffer(),
    png: await sharp(jpg).keepExif().keepXmp().png().toBuffer(),
    tiff: await sharp(jpg).keepMetadata().tiff().toBuffer(),
    xmp: await sharp(plain).withXmp(xmp).jpeg().toBuffer(),
    iptc: Buffer.concat([plain.subarray(0, 2), segment(0xed, iptc), plain.subarray(2)]),
    bare: plain,
  };
  const named = Object.entries(files).map(async ([name, bytes]) => {
    const path = join(own.folder, `source-${name}`);
    await writeFile(path, bytes);
    return [name, path] as const;
  });
  return Object.fromEntries(await Promise.all(named));
}

const foundIn = (bytes: Buffer) => secrets.filter((secret) => bytes.includes(secret));
const carriers = ["jpg", "png", "webp", "avif", "tiff"];
/** Ways in which pixels reach the encoder: straight from the decoder, from a pass, on white, after a stage. */
const ways = ["", "resize,w_50/", "bright,10/", "circle,r_20/", "resize,w_60/x-metadata,all|image/"];

test.each(carriers)("an upright %s says so in whatever way it has, with or without metadata", async (format) => {
  for (const way of ways)
    for (const keep of ["none", "copyright", "all"]) {
      const bytes = await own.image(sources.jpg!, `image/${way}x-metadata,${keep}/format,${format}`);
      const { width, height, orientation = 1, autoOrient } = await sharp(bytes).metadata();
      expect({ width, height, orientation }).toEqual({ ...autoOrient, orientation: 1 });
      expect(width).toBeLessThanOrEqual(height);
    }
});

test("the planted source holds them all", async () => {
  expect(foundIn(await readFile(sources.jpg!))).toEqual(secrets);
});

describe("nothing comes along unasked", () => {
  test.each([...carriers, "bmp", "gif", "src"])("%s", async (format) => {
    for (const way of ways.slice(0, 4))
      for (const source of ["jpg", "webp", "png", "tiff"]) {
        const bytes = await own.image(sources[source]!, `image/${way}format,${format}`);
        expect(foundIn(bytes)).toEqual([]);
        expect(bytes.includes("Zoë")).toBe(false);
        const {
          exif,
          xmp,
          iptc,
          icc,
          orientation = 1,
        } = bytes.toString("latin1", 0, 2) === "BM" ? ({} as never) : await sharp(bytes).metadata();
        expect({ exif, xmp, iptc, icc, orientation }).toEqual({ orientation: 1 });
      }
  });
});

describe("copyright keeps author and rights, and nothing else", () => {
  test.each(carriers)("%s", async (format) => {
    for (const way of ways) {
      const bytes = await own.image(sources.jpg!, `image/${way}x-metadata,copyright/format,${format}`);
      expect(foundIn(bytes)).toEqual([]);
      const { exif, xmp, iptc } = await sharp(bytes).metadata();
      // A TIFF holds the tags itself, among those of the picture.
      if (format === "tiff")
        expect(Object.fromEntries(readExif(bytes))).toMatchObject({ Artist: author, Copyright: copyright });
      else expect(Object.fromEntries(readExif(exif!))).toEqual({ Artist: author, Copyright: copyright });
      expect(xmp!.toString()).toContain(`<rdf:li>${author}</rdf:li>`);
      expect(xmp!.toString()).toContain(">© 2026 Zoë &amp; Söhne<");
      expect(iptc).toBeUndefined();
    }
  });

  test.each([
    ["xmp", "X. M. Packet", "all & none"],
    ["iptc", "I. P. Record", "theirs"],
  ])("from %s where EXIF says nothing", async (source, artist, rights) => {
    const bytes = await own.image(sources[source]!, "image/x-metadata,copyright");
    expect(foundIn(bytes)).toEqual([]);
    expect(Object.fromEntries(readExif((await sharp(bytes).metadata()).exif!))).toEqual({
      Artist: artist,
      Copyright: rights,
    });
  });

  test("a source that tells nothing gives the same bytes as without", async () => {
    const [without, ...with_] = await Promise.all(
      ["none", "copyright", "all"].map((keep) => own.image(sources.bare!, `image/resize,w_50/x-metadata,${keep}`)),
    );
    for (const bytes of with_) expect(bytes.equals(without!)).toBe(true);
  });
});

describe("all keeps everything, upright", () => {
  test.each(carriers)("%s", async (format) => {
    for (const way of ways) {
      const bytes = await own.image(sources.jpg!, `image/${way}x-metadata,all/format,${format}`);
      const { exif, xmp, iptc, orientation = 1, width = 0, height = 0 } = await sharp(bytes).metadata();
      expect(orientation).toBe(1);
      expect(width).toBeLessThanOrEqual(height);
      expect(xmp!.toString()).toBe(xmp!.toString().replace(/Orientation="."/, 'Orientation="1"'));
      expect(xmp!.toString()).toContain("XMPGPS5230");
      // A TIFF holds the tags itself, among those of the picture.
      const block = format === "tiff" ? bytes : exif!;
      expect(Object.fromEntries(readExif(block))).toMatchObject({
        Orientation: "1",
        Artist: author,
        Copyright: copyright,
        BodySerialNumber: "SERIAL4711",
        GPSLatitude: "52/1 30/1 0/1",
      });
      expect(block.includes("MAKERNOTE")).toBe(true);
      expect(iptc?.includes("IPTCCITY") ?? false).toBe(format === "jpg");
    }
  });

  test.each(carriers)("also out of a TIFF: %s", async (format) => {
    const path = join(own.folder, "full.tif");
    await writeFile(path, await own.image(sources.jpg!, "image/x-metadata,all/format,tiff"));
    const bytes = await own.image(path, `image/x-metadata,all/format,${format}`);
    const block = format === "tiff" ? bytes : (await sharp(bytes).metadata()).exif!;
    expect(Object.fromEntries(readExif(block))).toMatchObject({
      Artist: author,
      BodySerialNumber: "SERIAL4711",
      GPSLatitude: "52/1 30/1 0/1",
    });
    for (const keep of ["none", "copyright"])
      expect(foundIn(await own.image(path, `image/x-metadata,${keep}/format,${format}`))).toEqual([]);
  });

  test("of an EXIF block that no JPEG holds, author and rights", async () => {
    const path = join(own.folder, "large.png");
    await writeFile(path, await withExifChunk(Buffer.concat([exif.subarray(6), Buffer.alloc(70_000)])));
    for (const format of carriers.slice(0, 4)) {
      const bytes = await own.image(path, `image/x-metadata,all/format,${format}`);
      const kept = readExif((await sharp(bytes).metadata()).exif!);
      expect(Object.fromEntries(kept)).toEqual({ Artist: author, Copyright: copyright });
    }
  });

  test("the pixels stay", async () => {
    for (const format of carriers) {
      const [with_, without] = await Promise.all(
        ["all", "none"].map(async (keep) =>
          sharp(await own.image(sources.jpg!, `image/x-metadata,${keep}/format,${format}`))
            .raw()
            .toBuffer(),
        ),
      );
      expect(with_!.equals(without!)).toBe(true);
    }
  });

  test("but in a BMP, which has no place for them", async () => {
    expect(foundIn(await own.image(sources.jpg!, "image/x-metadata,all/format,bmp"))).toEqual([]);
  });
});

test("an animation keeps them, also where each frame is packed by itself", async () => {
  const path = join(own.folder, "animated.webp");
  const still = await sharp(photo("china.jpg")).resize(40, 30, { fit: "fill" }).removeAlpha().raw().toBuffer();
  // Equal frames, which the library would join.
  const strip = sharp(Buffer.concat([still, still]), { raw: { width: 40, height: 60, channels: 3, pageHeight: 30 } });
  await writeFile(path, await strip.gif({ delay: [100, 200], keepDuplicateFrames: true }).toBuffer());
  const webp = join(own.folder, "tagged.webp");
  const bytes = await own.image(path, "image/format,webp");
  await writeFile(
    webp,
    await sharp(bytes, { animated: true })
      .withExif({ IFD0: { Artist: "A. Nimator", Make: "HOSTNAME" } })
      .webp({ minSize: false })
      .toBuffer(),
  );
  const kept = await own.image(webp, "image/x-metadata,copyright");
  const { pages, exif } = await sharp(kept).metadata();
  expect({ pages, exif: Object.fromEntries(readExif(exif!)) }).toEqual({
    pages: (await sharp(webp).metadata()).pages,
    exif: { Artist: "A. Nimator" },
  });
});
