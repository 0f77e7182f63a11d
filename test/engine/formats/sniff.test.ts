import { describe, expect, test } from "vitest";
import { sniffFormat } from "../../../src/engine/formats/sniff.js";
import { bmpFile, windows3 } from "./bmp-file.js";

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from([part]))));
const ftyp = (major: string, ...compatible: string[]) =>
  bytes(0, 0, 0, 16 + 4 * compatible.length, "ftyp", major, "\0\0\0\0", ...compatible, "moov");
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

describe("tells the format by the first bytes", () => {
  test.each<[string, Buffer, string | undefined]>([
    ["JPG", bytes(0xff, 0xd8, 0xff, 0xe0), "jpg"],
    ["PNG", bytes(0x89, "PNG\r\n\x1a\n"), "png"],
    ["PNG after a text transfer", bytes(0x89, "PNG\n\x1a\n"), undefined],
    ["GIF 87a", bytes("GIF87a"), "gif"],
    ["GIF 89a", bytes("GIF89a"), "gif"],
    ["GIF 90a", bytes("GIF90a"), undefined],
    ["WebP", bytes("RIFF", "\x24\0\0\0", "WEBPVP8 "), "webp"],
    ["a sound in RIFF", bytes("RIFF", "\x24\0\0\0", "WAVEfmt "), undefined],
    ["TIFF, little-endian", bytes("II*\0"), "tiff"],
    ["TIFF, big-endian", bytes("MM\0*"), "tiff"],
    ["BigTIFF, little-endian", bytes("II+\0\x08\0\0\0"), "tiff"],
    ["BigTIFF, big-endian", bytes("MM\0+\0\x08\0\0"), "tiff"],
    ["TIFF, mixed up", bytes("II\0*"), undefined],
    ["BMP, Windows 3", bmpFile(windows3({ width: 1, height: 1, bits: 24 }), [0, 0, 0, 0]), "bmp"],
    ["BMP, OS/2", bmpFile([12, 0, 0, 0, 1, 0, 1, 0, 1, 0, 24, 0], [0, 0, 0, 0]), "bmp"],
    ["a text that starts with BM", bytes("BMW builds motorcycles and cars in Munich."), undefined],
    ["AVIF", ftyp("avif", "mif1", "miaf"), "avif"],
    ["AVIF sequence", ftyp("avis", "avif"), "avif"],
    ["AVIF under a general brand", ftyp("mif1", "miaf", "avif", "heic"), "avif"],
    ["HEIC", ftyp("heic", "mif1"), "heic"],
    ["HEIC under a general brand", ftyp("mif1", "heic", "avif"), "heic"],
    ["HEIF of an unnamed coding", ftyp("mif1", "miaf"), "heic"],
    ["MP4", ftyp("isom", "mp41"), undefined],
    ["a brand outside its box", bytes(0, 0, 0, 16, "ftyp", "isom", "\0\0\0\0", "avif"), undefined],
    ["a brand box cut short", ftyp("mif1", "avif").subarray(0, 15), undefined],
    ["SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg">'), "svg"],
    [
      "SVG after everything that may come first",
      bytes("\xef\xbb\xbf \n<?xml version='1.0'?>\n<!-- <png> -->\n<!DOCTYPE svg [ <!ENTITY a '>'> ]>\n<svg/>"),
      "svg",
    ],
    [
      "SVG with a public document type",
      bytes('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg >'),
      "svg",
    ],
    ["SVG with a prefix", bytes('<s:svg xmlns:s="http://www.w3.org/2000/svg">'), "svg"],
    ["SVG in UTF-16", utf16("<?xml version='1.0'?><svg>"), "svg"],
    ["HTML with an SVG inside", bytes("<!DOCTYPE html><html><svg></svg></html>"), undefined],
    ["an element whose name starts alike", bytes("<svgfoo>"), undefined],
    ["a comment without an end", bytes("<!-- <svg>"), undefined],
    ["text", bytes("not an image"), undefined],
    ["nothing", bytes(), undefined],
  ])("%s", (_, head, format) => {
    expect(sniffFormat(head)).toBe(format);
  });
});

test("reads a view into a larger buffer at its own place", () => {
  const file = bmpFile(windows3({ width: 1, height: 1, bits: 24 }), [0, 0, 0, 0]);
  expect(sniffFormat(Buffer.concat([Buffer.alloc(7), file]).subarray(7))).toBe("bmp");
});
