import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { readExif } from "../../../src/engine/formats/exif.js";
import { type BlockTag, directoryAt, exifBlock } from "./exif-block.js";

const read = (block: Uint8Array) => Object.fromEntries(readExif(block));
const one = (tag: BlockTag) => read(exifBlock([{ tags: [tag] }]));

describe.each(["II", "MM"] as const)("in byte order %s", (order) => {
  test("reads all five directories", () => {
    const image: BlockTag[] = [
      { number: 0x0112, type: "short", values: [7] },
      { number: 0x011a, type: "rational", values: [96, 1] },
      { number: 0x0128, type: "short", values: [2] },
      { number: 0x0131, type: "ascii", values: "Microsoft Windows Photo Viewer 6.1\0" },
      { number: 0x0132, type: "ascii", values: "2015:02:11 15:38:27\0" },
      { number: 0x8769, type: "long", values: [0] },
      { number: 0x8825, type: "long", values: [0] },
    ];
    const photo: BlockTag[] = [
      { number: 0x829a, type: "rational", values: [1, 125] },
      { number: 0x9000, type: "undefined", values: "0230" },
      { number: 0x9204, type: "srational", values: [-1, 3] },
      { number: 0x9286, type: "undefined", values: "ASCII\0\0\0by the sea  " },
      { number: 0xa005, type: "long", values: [0] },
    ];
    const gps: BlockTag[] = [
      { number: 0x00, type: "byte", values: [2, 2, 0, 0] },
      { number: 0x01, type: "ascii", values: "N\0" },
      { number: 0x02, type: "rational", values: [39, 1, 54, 1, 123, 10] },
      { number: 0x03, type: "ascii", values: "W\0" },
    ];
    const interoperability: BlockTag[] = [{ number: 1, type: "ascii", values: "R98\0" }];
    const thumbnail: BlockTag[] = [
      { number: 0x0103, type: "short", values: [6] },
      { number: 0x011a, type: "rational", values: [72, 1] },
      { number: 0x0201, type: "long", values: [4518] },
    ];
    const lists = [image, photo, gps, interoperability, thumbnail];
    const point = (tags: BlockTag[], number: number, index: number) =>
      tags.map((tag) => (tag.number === number ? { ...tag, values: [directoryAt(lists, index)] } : tag));
    const block = exifBlock(
      [
        { tags: point(point(image, 0x8769, 1), 0x8825, 2), next: 4 },
        { tags: point(photo, 0xa005, 3) },
        { tags: gps },
        { tags: interoperability },
        { tags: thumbnail },
      ],
      order,
    );
    expect(read(block)).toEqual({
      Orientation: "7",
      XResolution: "96/1",
      ResolutionUnit: "2",
      Software: "Microsoft Windows Photo Viewer 6.1",
      DateTime: "2015:02:11 15:38:27",
      ExifTag: String(directoryAt(lists, 1)),
      GPSTag: String(directoryAt(lists, 2)),
      ExposureTime: "1/125",
      ExifVersion: "0230",
      ExposureBiasValue: "-1/3",
      UserComment: "by the sea",
      InteroperabilityTag: String(directoryAt(lists, 3)),
      GPSVersionID: "2 2 0 0",
      GPSLatitudeRef: "North",
      GPSLatitude: "39/1 54/1 123/10",
      GPSLongitudeRef: "West",
      InteroperabilityIndex: "R98",
      Compression: "6",
      JPEGInterchangeFormat: "4518",
    });
    expect(read(block.subarray(6))).toEqual(read(block));
  });
});

test.each<[string, BlockTag, Record<string, string>]>([
  [
    "text in UTF-8",
    { number: 0x010e, type: "ascii", values: [...Buffer.from("café 图\0")] },
    { ImageDescription: "café 图" },
  ],
  ["text in Latin-1", { number: 0x010e, type: "ascii", values: "caf\xe9\0" }, { ImageDescription: "café" }],
  ["text up to its NUL", { number: 0x8298, type: "ascii", values: "me\0you\0" }, { Copyright: "me" }],
  [
    "a Windows title",
    { number: 0x9c9b, type: "byte", values: [...Buffer.from("图a\0", "utf16le")] },
    { XPTitle: "图a" },
  ],
  ["signed numbers", { number: 0x0112, type: "slong", values: [-5] }, { Orientation: "-5" }],
  ["a floating-point number", { number: 0x4746, type: "double", values: [0.5] }, { Rating: "0.5" }],
  ["a division by zero, as written", { number: 0x011a, type: "rational", values: [1, 0] }, { XResolution: "1/0" }],
  ["empty text", { number: 0x010f, type: "ascii", values: " \0" }, {}],
  ["a tag that is not shown", { number: 0x0100, type: "long", values: [400] }, {}],
  ["no values", { number: 0x0112, type: "short", values: [7], count: 0 }, {}],
  ["values that lie outside", { number: 0x011a, type: "rational", values: [96, 1], at: 0xffffffff }, {}],
  ["more values than the block holds", { number: 0x0112, type: "short", values: [7], count: 0xffffffff }, {}],
  ["more numbers than are shown", { number: 0x0102, type: "short", values: Array<number>(65).fill(8) }, {}],
  ["longer text than is shown", { number: 0x010e, type: "ascii", values: "x".repeat(4097) }, {}],
  ["a directory that is not there", { number: 0x8769, type: "long", values: [60_000] }, { ExifTag: "60000" }],
  ["a directory that is the one it stands in", { number: 0x8769, type: "long", values: [8] }, { ExifTag: "8" }],
])("shows %s", (_, tag, shown) => {
  expect(one(tag)).toEqual(shown);
});

test("ends where the directories go round in circles", () => {
  const tags: BlockTag[] = [{ number: 0x0112, type: "short", values: [6] }];
  expect(
    read(
      exifBlock([
        { tags, next: 1 },
        { tags, next: 0 },
      ]),
    ),
  ).toEqual({ Orientation: "6" });
});

test("reads no more than 512 tags", () => {
  const filler = Array.from({ length: 512 }, (): BlockTag => ({ number: 0x00ff, type: "short", values: [1] }));
  expect(one({ number: 0x0112, type: "short", values: [6] })).toEqual({ Orientation: "6" });
  const after: BlockTag = { number: 0x0112, type: "short", values: [6] };
  expect(read(exifBlock([{ tags: [...filler.slice(1), after] }]))).toEqual({ Orientation: "6" });
  expect(read(exifBlock([{ tags: [...filler, after] }]))).toEqual({});
});

test("keeps the tags before the place where a block is cut off", () => {
  const tags: BlockTag[] = [
    { number: 0x0112, type: "short", values: [6] },
    { number: 0x011a, type: "rational", values: [96, 1] },
  ];
  const block = exifBlock([{ tags }]);
  expect(read(block.subarray(0, block.length - 1))).toEqual({ Orientation: "6" });
  expect(read(block.subarray(0, 6 + 8 + 2 + 12 + 5))).toEqual({ Orientation: "6" });
});

test.each([
  ["nothing", ""],
  ["a prefix alone", "Exif\0\0"],
  ["another byte order mark", "XX*\0\x08\0\0\0\0\0"],
  ["another number than 42", "II+\0\x08\0\0\0\0\0"],
])("finds no tags in %s", (_, text) => {
  expect(read(Buffer.from(text, "latin1"))).toEqual({});
});

test("reads what sharp hands out of a file", async () => {
  const file = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
    .withExif({
      IFD0: { Make: "Imgraph", Copyright: "nobody" },
      IFD2: { ExposureTime: "1/60" },
      IFD3: { GPSLatitudeRef: "S", GPSLatitude: "33/1 51/1 0/1" },
    })
    .jpeg()
    .toBuffer();
  const { exif } = await sharp(file).metadata();
  expect(read(exif!)).toMatchObject({
    Make: "Imgraph",
    Copyright: "nobody",
    ExposureTime: "1/60",
    GPSLatitudeRef: "South",
    GPSLatitude: "33/1 51/1 0/1",
  });
});
