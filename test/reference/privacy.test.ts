import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MagickFormat } from "@imagemagick/magick-wasm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlockDirectory, directoryAt, exifBlock } from "../engine/formats/exif-block.js";
import { openEngine, type TestEngine } from "../engine/support/open-engine.js";
import { photo } from "../engine/support/photos.js";
import { startMagick, withImage } from "./magick.js";

let own: TestEngine;
beforeAll(async () => {
  own = await openEngine();
  await startMagick();
});
afterAll(() => own.close());

const formats = ["jpg", "png", "webp", "avif", "tiff", "bmp"];
const processes = [
  "resize,w_60",
  "rotate,90",
  "quality,q_80",
  "crop,w_50,h_50/blur,r_3,s_2",
  "auto-orient,0/resize,w_60",
];

describe("nothing private is left", () => {
  const fromCamera = ["maker", "serial number", "lens", "place", "GPS", "thumbnail"];
  test.each<[MagickFormat, readonly string[]]>([
    [MagickFormat.Jpeg, [...fromCamera, "caption", "comment"]],
    // XMP is compressed in it.
    [MagickFormat.Png, [...fromCamera.filter((name) => name !== "place"), "comment"]],
    [MagickFormat.WebP, fromCamera],
    [MagickFormat.Avif, fromCamera],
    // ImageMagick writes no EXIF into a TIFF.
    [MagickFormat.Tiff, ["place", "caption", "comment"]],
  ])("of a %s, in any format", async (as, inSource) => {
    const source = await picture(as);
    // The search finds something where there is something.
    expect(found(source)).toEqual(expect.arrayContaining([...inSource]));
    const path = join(own.folder, `planted.${as}`);
    await writeFile(path, source);
    for (const format of formats)
      for (const process of processes) await expectClean(path, `image/${process}/format,${format}`);
    await expectClean(path, "image/resize,w_90|image/resize,w_60");
  });

  test.each(["", "/format,webp", "/format,jpg"])("of a GIF with a comment and XMP, still or not%s", async (format) => {
    const gif = await sharp(photo("sunset.gif"), { pages: 2 }).resize(60).gif().toBuffer();
    const source = withImage(gif, (image) => {
      image.comment = secrets.comment;
      image.setProfile("xmp", Buffer.from(xmp));
      return image.write(MagickFormat.Gif, (data) => Buffer.from(data));
    });
    expect(found(source)).toContain("comment");
    const path = join(own.folder, "planted.gif");
    await writeFile(path, source);
    await expectClean(path, `image/resize,w_50${format}`);
  });
});

/** By bytes, and by what ImageMagick and the pixel library read. */
async function expectClean(path: string, process: string): Promise<void> {
  const result = await own.image(path, process);
  expect(found(result), process).toEqual([]);
  withImage(result, (image) => {
    const told = image.attributeNames.filter((name) => /^(?:exif|xmp|iptc|photoshop|dc):|comment/i.test(name));
    expect({ process, profiles: image.profileNames, told }).toEqual({ process, profiles: [], told: [] });
  });
  if (result.toString("latin1", 0, 2) === "BM") return;
  const { exif, xmp: packet, iptc, icc, orientation, comments } = await sharp(result).metadata();
  expect({ process, exif, packet, iptc, icc, comments }).toEqual({ process });
  // The pixel library writes the tag into every TIFF.
  expect(orientation ?? 1).toBe(1);
}

const secrets = {
  maker: "PlantedMaker7781",
  "serial number": "PlantedSerial7783",
  lens: "PlantedLens7784",
  place: "PlantedPlace7786",
  caption: "PlantedCaption7787",
  comment: "PlantedComment7788",
} as const;

/** 34.5678 seconds as the rational 345678/10000, in both byte orders. */
const seconds = [Buffer.from("4e46050010270000", "hex"), Buffer.from("0005464e00002710", "hex")];

/** Bytes of the thumbnail's own scan. */
const thumbnailScan = Buffer.from("Thumb\x01\x99\x7fPlanted", "latin1");

/** Which of the planted things are in the file. */
function found(file: Buffer): string[] {
  return [
    ...Object.entries(secrets).flatMap(([name, text]) => (file.includes(text) ? [name] : [])),
    ...(seconds.some((bytes) => file.includes(bytes)) ? ["GPS"] : []),
    ...(file.includes(thumbnailScan) ? ["thumbnail"] : []),
  ];
}

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="${secrets.place}"/></rdf:RDF></x:xmpmeta>`;

/** Record 2, data set 120: the caption. */
const iptc = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, secrets.caption.length]), Buffer.from(secrets.caption)]);

/** A photograph of 96x64 px, orientation 6, with everything that a camera and an editor leave in a file. */
async function picture(as: MagickFormat): Promise<Buffer> {
  const plain = await sharp(photo("china.jpg")).resize(96, 64, { fit: "fill" }).png().toBuffer();
  return withImage(plain, (image) => {
    image.setProfile("exif", planted());
    image.setProfile("xmp", Buffer.from(xmp));
    image.setProfile("iptc", iptc);
    image.comment = secrets.comment;
    return image.write(as, (data) => Buffer.from(data));
  });
}

/** EXIF with GPS, serial number, and a thumbnail in its second directory. Source: CIPA DC-008. */
function planted(): Buffer {
  const text = (number: number, value: string) => ({ number, type: "ascii", values: `${value}\0` }) as const;
  const long = (number: number, value: number) => ({ number, type: "long", values: [value] }) as const;
  const directories = (thumbnailAt: number): BlockDirectory[] => {
    const lists = [6, 2, 3, 2].map((length) => Array(length).fill(long(0, 0)));
    return [
      {
        next: 3,
        tags: [
          text(0x10f, secrets.maker),
          { number: 0x112, type: "short", values: [6] },
          text(0x13b, "somebody"),
          text(0x8298, "somebody"),
          long(0x8769, directoryAt(lists, 1)),
          long(0x8825, directoryAt(lists, 2)),
        ],
      },
      { tags: [text(0xa431, secrets["serial number"]), text(0xa434, secrets.lens)] },
      {
        tags: [
          { number: 1, type: "ascii", values: "N\0" },
          { number: 2, type: "rational", values: [47, 1, 12, 1, 345_678, 10_000] },
          { number: 3, type: "ascii", values: "E\0" },
        ],
      },
      { tags: [long(0x201, thumbnailAt), long(0x202, thumbnailScan.length + 4)] },
    ];
  };
  const { length } = exifBlock(directories(0));
  const thumbnail = Buffer.concat([Buffer.from([0xff, 0xd8]), thumbnailScan, Buffer.from([0xff, 0xd9])]);
  return Buffer.concat([exifBlock(directories(length - "Exif\0\0".length)), thumbnail]);
}
