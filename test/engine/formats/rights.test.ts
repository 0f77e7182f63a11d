import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExif } from "../../../src/engine/formats/exif.js";
import { readIptc } from "../../../src/engine/formats/iptc.js";
import { type Rights, readRights, rightsExif, rightsXmp } from "../../../src/engine/formats/rights.js";
import { uprightExif, uprightXmp } from "../../../src/engine/formats/upright.js";
import { seed } from "../../support/seed.js";
import { exifBlock } from "./exif-block.js";

const line = fc
  .string({ unit: "binary", minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/\p{Cc}|\p{Cs}|\s/gu, "x"));

test("rights that are written are read back, from either block", () => {
  fc.assert(
    fc.property(fc.record({ author: line, copyright: line }, { requiredKeys: [] }), (rights: Rights) => {
      expect(readRights({ exif: rightsExif(rights) })).toEqual(rights);
      expect(readRights({ xmp: rightsXmp(rights) })).toEqual(rights);
    }),
    { seed, numRuns: 200 },
  );
});

test("no bytes at all make them throw", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const heads = [
    "",
    "II*\0\b\0\0\0",
    "MM\0*\0\0\0\b",
    "Exif\0\0II*\0",
    "Photoshop 3.0\x008BIM\x04\x04\0\0\0\0",
    "\x1c\x02\x50\0",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...heads), bytes, (head, rest) => {
      const block = Buffer.concat([Buffer.from(head, "latin1"), rest]);
      readIptc(block);
      expect(uprightExif(block).length).toBe(block.length);
      readRights({ exif: block, iptc: block, xmp: `<dc:creator>${block.toString("latin1")}</dc:creator>` });
    }),
    { seed, numRuns: 500 },
  );
});

describe("XMP", () => {
  test.each<[string, Rights]>([
    [
      "<dc:creator><rdf:Seq><rdf:li>A &amp; B</rdf:li><rdf:li>C</rdf:li></rdf:Seq></dc:creator>",
      { author: "A & B; C" },
    ],
    [
      '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">&#169; me &#x41;</rdf:li></rdf:Alt></dc:rights>',
      { copyright: "© me A" },
    ],
    ["<dc:creator><rdf:Seq><rdf:li>&#x110000;&nope;</rdf:li></rdf:Seq></dc:creator>", { author: "&#x110000;&nope;" }],
    ["<dc:creator><rdf:Seq><rdf:li>unfinished", {}],
    ["</dc:creator><dc:creator>", {}],
    ["<dc:creator>\n\n</dc:creator>", {}],
  ])("%j", (xmp, rights) => {
    expect(readRights({ xmp })).toEqual(rights);
  });

  test.each([
    ['<a tiff:Orientation="6" x="6">', '<a tiff:Orientation="1" x="6">'],
    ["<tiff:Orientation>8</tiff:Orientation>", "<tiff:Orientation>1</tiff:Orientation>"],
    ["<a tiff:Orientation='3'>", "<a tiff:Orientation='1'>"],
    ['<a other:Orientation="6">', '<a other:Orientation="6">'],
  ])("%s is set upright", (xmp, upright) => {
    expect(uprightXmp(xmp)).toBe(upright);
  });
});

test.each(["II", "MM"] as const)("EXIF in byte order %s is set upright, the thumbnail too", (order) => {
  const orientation = (value: number) => ({ number: 274, type: "short", values: [value] }) as const;
  const block = exifBlock([{ tags: [orientation(6)], next: 1 }, { tags: [orientation(8)] }], order).subarray(6);
  const upright = uprightExif(block);
  expect(readExif(block).get("Orientation")).toBe("6");
  expect(readExif(upright).get("Orientation")).toBe("1");
  expect([...upright].filter((byte, i) => byte !== block[i])).toEqual([1, 1]);
});

test("IPTC as TIFF has it, without the segment's head", () => {
  const records = Buffer.concat([
    Buffer.from([0x1c, 2, 80, 0, 5]),
    Buffer.from("Zo\xeb M", "latin1"),
    Buffer.from([0x1c, 2, 116, 0x80, 4]),
  ]);
  expect(Object.fromEntries(readIptc(records))).toEqual({ 80: "Zoë M" });
});
