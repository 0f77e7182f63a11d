import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExif } from "../../../src/engine/formats/exif.js";
import { printExifTree, readExifTree } from "../../../src/engine/formats/exif-tree.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { type BlockDirectory, directoryAt, exifBlock } from "./exif-block.js";

/** A block with values of every size in each directory. */
function blockIn(order: "II" | "MM"): Buffer {
  const letters = Buffer.from("héllo", "utf16le");
  const comment = `UNICODE\0${(order === "II" ? letters : letters.swap16()).toString("latin1")}`;
  const lists = (photoAt: number, gpsAt: number): BlockDirectory[] => [
    {
      tags: [
        { number: 256, type: "long", values: [4000] },
        { number: 271, type: "ascii", values: "Maker\0" },
        { number: 274, type: "short", values: [6] },
        { number: 18246, type: "short", values: [4] },
        { number: 34665, type: "long", values: [photoAt] },
        { number: 34853, type: "long", values: [gpsAt] },
      ],
    },
    {
      tags: [
        { number: 33434, type: "rational", values: [1, 125] },
        { number: 34855, type: "short", values: [200] },
        { number: 37510, type: "undefined", values: comment },
      ],
    },
    { tags: [{ number: 2, type: "rational", values: [52, 1, 30, 1, 7, 2] }] },
  ];
  const tags = lists(0, 0).map((directory) => directory.tags);
  return exifBlock(lists(directoryAt(tags, 1), directoryAt(tags, 2)), order).subarray(6);
}

describe.each(["II", "MM"] as const)("a block in the order %s", (order) => {
  test("says the same when it is written anew, but for how its pixels were stored", () => {
    const told = { Make: "Maker", Rating: "4", ExposureTime: "1/125", ISOSpeedRatings: "200", UserComment: "héllo" };
    const there = Object.fromEntries(readExif(blockIn(order)));
    expect(there).toMatchObject({ ...told, Orientation: "6" });
    const { ExifTag, GPSTag, ...again } = Object.fromEntries(readExif(printExifTree(readExifTree(blockIn(order)))!));
    expect([ExifTag, GPSTag].map(Number).every((place) => place % 2 === 0)).toBe(true);
    expect(again).toEqual({ ...told, GPSLatitude: "52/1 30/1 7/2" });
  });

  test("whatever is in it, nothing is thrown, and what is written can be read", () => {
    const file = blockIn(order);
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
    const property = fc.property(changes, fc.nat(file.length), (edits, end) => {
      const changed = Buffer.from(file);
      for (const [at, value] of edits) changed[at % changed.length] = value;
      const tree = readExifTree(changed.subarray(0, end));
      const printed = printExifTree(tree);
      if (printed) expect(printExifTree(readExifTree(printed))).toEqual(printed);
    });
    fc.assert(property, { seed, numRuns: scaled(20_000) });
  });
});

test("a block that tells nothing of its picture is none", () => {
  expect(printExifTree(readExifTree(Buffer.from("II*\0\x08\0\0\0\0\0\0\0\0\0")))).toBeUndefined();
  expect(printExifTree(readExifTree(Buffer.from("GIF89a")))).toBeUndefined();
});
