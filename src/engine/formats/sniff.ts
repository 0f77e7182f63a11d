import type { Format } from "../../pipeline/format.js";

/**
 * The format that the first bytes announce, judged by content alone; `svg` is told apart so that it can be refused by name.
 * 4 KiB of head are enough for every answer. Never throws. Sources: the formats' own specifications; ISO/IEC 14496-12
 * (ftyp), ISO/IEC 23008-12 (HEIF brands), AV1 Image File Format.
 */
export function sniffFormat(head: Uint8Array): Format | "svg" | undefined {
  for (const [format, signature] of signatures) if (startsWith(head, signature)) return format;
  if (isBmp(head)) return "bmp";
  return heifFormat(head) ?? (isSvg(head) ? "svg" : undefined);
}

/** Bytes at the start of a file; `undefined` stands for any byte. */
type Signature = readonly (number | undefined)[];

const signatures: readonly (readonly [Format, Signature])[] = [
  ["jpg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a]],
  ["gif", ascii("GIF87a")],
  ["gif", ascii("GIF89a")],
  ["webp", [...ascii("RIFF"), undefined, undefined, undefined, undefined, ...ascii("WEBP")]],
  ["tiff", [...ascii("II"), 42, 0]],
  ["tiff", [...ascii("MM"), 0, 42]],
  // BigTIFF
  ["tiff", [...ascii("II"), 43, 0, 8, 0, 0, 0]],
  ["tiff", [...ascii("MM"), 0, 43, 0, 8, 0, 0]],
];

/** Sizes of the header that follows `BM`: without this test every text that starts with "BM" would be a picture. */
const bmpHeaderSizes: ReadonlySet<number> = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

const brands: Readonly<Record<string, Format>> = {
  avif: "avif",
  avis: "avif",
  heic: "heic",
  heix: "heic",
  heim: "heic",
  heis: "heic",
  hevc: "heic",
  hevx: "heic",
  hevm: "heic",
  hevs: "heic",
};

function startsWith(head: Uint8Array, signature: Signature): boolean {
  return head.length >= signature.length && signature.every((byte, i) => byte === undefined || head[i] === byte);
}

function isBmp(head: Uint8Array): boolean {
  if (head.length < 18 || !startsWith(head, ascii("BM"))) return false;
  return bmpHeaderSizes.has(new DataView(head.buffer, head.byteOffset).getUint32(14, true));
}

/** The first known brand of the `ftyp` box, the major one first; a picture that only says HEIF counts as HEIC. */
function heifFormat(head: Uint8Array): Format | undefined {
  if (head.length < 16 || latin1(head.subarray(4, 8)) !== "ftyp") return undefined;
  const announced = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const end = Math.min(announced === 0 ? head.length : announced, head.length, 4096);
  let generic = false;
  // Between the major brand and the list of compatible ones lies a version number of four bytes.
  for (let at = 8; at + 4 <= end; at += at === 8 ? 8 : 4) {
    const brand = latin1(head.subarray(at, at + 4));
    if (Object.hasOwn(brands, brand)) return brands[brand];
    generic ||= brand === "mif1" || brand === "msf1";
  }
  return generic ? "heic" : undefined;
}

/** An `svg` root element after byte order mark, XML declaration, comments and document type. */
function isSvg(head: Uint8Array): boolean {
  let rest = xmlText(head.subarray(0, 4096));
  for (;;) {
    rest = rest.trimStart();
    const end = prologEnd(rest);
    if (end === undefined) break;
    if (end < 0) return false;
    rest = rest.slice(end);
  }
  return /^<(?:[A-Za-z_][\w.-]{0,31}:)?svg[\s/>]/.test(rest);
}

/** Where a leading declaration, comment or document type ends; -1 when it does not, undefined when there is none. */
function prologEnd(text: string): number | undefined {
  if (text.startsWith("<?")) return after(text, "?>");
  if (text.startsWith("<!--")) return after(text, "-->");
  if (!/^<!DOCTYPE\s/i.test(text)) return undefined;
  const subset = text.indexOf("[");
  const close = text.indexOf(">");
  return after(text, subset < 0 || close < subset ? ">" : /\]\s*>/);
}

function after(text: string, mark: string | RegExp): number {
  const at = text.split(mark, 1)[0]!.length;
  return at === text.length ? -1 : text.indexOf(">", at) + 1;
}

/** Only ASCII matters here, so UTF-16 is read by leaving out its zero bytes. */
function xmlText(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return latin1(bytes.subarray(3));
  const utf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  return utf16 ? latin1(bytes.subarray(2)).replaceAll("\0", "") : latin1(bytes);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
