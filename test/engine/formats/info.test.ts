import { expect, test } from "vitest";
import { readExif } from "../../../src/engine/formats/exif.js";
import { infoDocument } from "../../../src/engine/formats/info.js";
import type { Header } from "../../../src/pipeline/header.js";
import { exifBlock } from "./exif-block.js";

const header: Header = {
  width: 400,
  height: 267,
  format: "jpg",
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 21839,
};

test("an image without EXIF has the five facts, as in the specification's sample", () => {
  expect(infoDocument(header)).toBe(
    '{"FileSize":{"value":"21839"},"Format":{"value":"jpg"},"FrameCount":{"value":"1"},"ImageHeight":{"value":"267"},"ImageWidth":{"value":"400"}}',
  );
});

test("EXIF tags stand among them in byte order, and the size stays the stored one", () => {
  const exif = exifBlock([
    {
      tags: [
        { number: 0x0112, type: "short", values: [6] },
        { number: 0x0128, type: "short", values: [2] },
        { number: 0x013b, type: "ascii", values: 'a "b"\0' },
      ],
    },
  ]);
  const text = infoDocument({ ...header, orientation: 6, exif: Object.fromEntries(readExif(exif)) });
  expect(Object.keys(JSON.parse(text))).toEqual([
    "Artist",
    "FileSize",
    "Format",
    "FrameCount",
    "ImageHeight",
    "ImageWidth",
    "Orientation",
    "ResolutionUnit",
  ]);
  expect(JSON.parse(text)).toMatchObject({
    Artist: { value: 'a "b"' },
    ImageWidth: { value: "400" },
    Orientation: { value: "6" },
  });
});

test("damaged EXIF leaves the five facts", () => {
  expect(
    Object.keys(JSON.parse(infoDocument({ ...header, exif: Object.fromEntries(readExif(Buffer.from("Exif\0\0II"))) }))),
  ).toHaveLength(5);
});
