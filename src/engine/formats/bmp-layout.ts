import { Failure } from "../../base/failure.js";

/** Where the parts of a BMP file lie and how its pixels are packed; nothing here has been compared with the file's length. */
export interface BmpLayout {
  /** px, at least 1. */
  readonly width: number;
  /** px, at least 1. */
  readonly height: number;
  /** Rows run from the top; the usual file starts with its lowest row. */
  readonly topDown: boolean;
  /** Bytes from the start of the file to the first row. */
  readonly pixelsAt: number;
  /** Bytes from one row to the next, padded to a multiple of four. */
  readonly rowBytes: number;
  /** Bytes of a row that carry pixels. */
  readonly usedRowBytes: number;
  readonly packing: BmpPacking;
  /** Pixels, which have a palette of 4 or 8 bits, are packed as run lengths; `rowBytes` then means nothing. */
  readonly runs: boolean;
}

export type BmpPacking =
  /** Each pixel is the number of a palette entry: blue, green, red, and a filler byte when `entryBytes` is 4. */
  | {
      readonly kind: "palette";
      readonly bits: 1 | 2 | 4 | 8;
      readonly paletteAt: number;
      readonly entries: number;
      readonly entryBytes: 3 | 4;
    }
  /** Blue, green and red, a byte each. */
  | { readonly kind: "bgr" }
  /** Each pixel is a little-endian number of `bytes` bytes cut up by bit masks; a mask of 0 means the channel is absent. */
  | { readonly kind: "masks"; readonly bytes: 2 | 4; readonly masks: BmpMasks };

export interface BmpMasks {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/**
 * Reads the file and bitmap headers: OS/2 1 and 2, Windows 3 (BITMAPINFOHEADER) to 5, uncompressed, with bit fields or
 * run lengths. The first 138 bytes of a file are enough. Throws BadRequest for other compressed bitmaps (embedded JPEG or PNG, the
 * codes of fax machines), ImageDamage for headers that contradict themselves or are cut short. Source: Microsoft Win32 reference, bitmap storage.
 */
export function parseBmpLayout(bytes: Uint8Array): BmpLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = bytes.length >= 18 && bytes[0] === 0x42 && bytes[1] === 0x4d ? view.getUint32(14, true) : 0;
  if (!headerSizes.has(headerBytes)) throw damaged("no bitmap header");
  const headerEnd = 14 + headerBytes;
  if (bytes.length < headerEnd) throw damaged("the header is cut short");

  const os2 = headerBytes === 12;
  // Fields past the end of a short header are zero.
  const field = (at: number) => (at + 4 <= headerBytes ? view.getUint32(14 + at, true) : 0);
  const width = os2 ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = os2 ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(os2 ? 24 : 28, true);
  const compression = field(16);
  if (width < 1 || height === 0) throw damaged(`a frame of ${width} x ${height}`);
  const runBits = runLengths[compression];
  const masked = headerBytes !== 64 && bitFields.has(compression);
  if (compression !== uncompressed && !masked && runBits === undefined)
    throw new Failure(
      "BadRequest",
      { reason: `This image format is not supported: a compressed BMP (compression ${compression}).` },
      { ec: "0040-00000005" },
    );

  if (runBits !== undefined && runBits !== bits)
    throw damaged(`run lengths of ${runBits} bits with ${bits} bits a pixel`);
  const masksFollow = headerBytes === 40 && masked;
  const masksEnd = headerEnd + (masksFollow ? (compression === withAlphaField ? 16 : 12) : 0);
  const pixelsAt = view.getUint32(10, true);
  if (pixelsAt < masksEnd) throw damaged("the pixels start within the header");
  if (bytes.length < masksEnd) throw damaged("the header is cut short");

  return {
    width,
    height: Math.abs(height),
    topDown: height < 0,
    runs: runBits !== undefined,
    pixelsAt,
    rowBytes: Math.ceil((width * bits) / 32) * 4,
    usedRowBytes: Math.ceil((width * bits) / 8),
    packing: readPacking(view, bits, {
      masked,
      colors: field(32),
      os2,
      masksEnd,
      pixelsAt,
    }),
  };
}

interface PackingFacts {
  /** The header says that bit fields follow. */
  readonly masked: boolean;
  /** Palette entries as announced; 0 is as many as the bits allow. */
  readonly colors: number;
  readonly os2: boolean;
  /** Where the palette starts. */
  readonly masksEnd: number;
  readonly pixelsAt: number;
}

function readPacking(
  view: DataView,
  bits: number,
  { masked, colors, os2, masksEnd, pixelsAt }: PackingFacts,
): BmpPacking {
  if (masked && bits !== 16 && bits !== 32) throw damaged(`bit fields with ${bits} bits a pixel`);
  switch (bits) {
    case 1:
    case 2:
    case 4:
    case 8: {
      const entryBytes = os2 ? 3 : 4;
      const room = Math.floor((pixelsAt - masksEnd) / entryBytes);
      return {
        kind: "palette",
        bits,
        paletteAt: masksEnd,
        entries: Math.min(colors || 256, 2 ** bits, room),
        entryBytes,
      };
    }
    case 24:
      return { kind: "bgr" };
    case 16:
    case 32:
      return {
        kind: "masks",
        bytes: bits === 16 ? 2 : 4,
        masks: masked ? readMasks(view, masksEnd) : plainMasks[bits],
      };
    default:
      throw damaged(`${bits} bits a pixel`);
  }
}

/** The failure of a file that starts like a BMP and cannot be one. */
export function damaged(reason: string): Failure<"ImageDamage"> {
  return new Failure("ImageDamage", { reason: `BMP: ${reason}` });
}

const headerSizes: ReadonlySet<number> = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

// Values of the compression field.
const uncompressed = 0;
const withAlphaField = 6;
/** Bits a pixel by compression. */
const runLengths: Readonly<Record<number, 4 | 8>> = { 1: 8, 2: 4 };
const bitFields: ReadonlySet<number> = new Set([3, withAlphaField]);
/** Without bit fields, 16 bits are 5-5-5 and the fourth byte of 32 bits means nothing. */
const plainMasks: Readonly<Record<16 | 32, BmpMasks>> = {
  16: { red: 0x7c00, green: 0x03e0, blue: 0x001f, alpha: 0 },
  32: { red: 0x00ff0000, green: 0x0000ff00, blue: 0x000000ff, alpha: 0 },
};

/** Masks stand at byte 54, within the later headers and right after the Windows 3 one. */
function readMasks(view: DataView, masksEnd: number): BmpMasks {
  const mask = (at: number) => (at + 4 <= masksEnd ? view.getUint32(at, true) : 0);
  const masks = { red: mask(54), green: mask(58), blue: mask(62), alpha: mask(66) };
  for (const [channel, bits] of Object.entries(masks))
    if (!isRun(bits)) throw damaged(`the ${channel} bits are scattered`);
  return masks;
}

/** All set bits are neighbours; none at all counts. */
function isRun(mask: number): boolean {
  // Adding the lowest set bit to a run carries past its end and leaves none of its bits.
  return (mask & (mask + (mask & -mask))) === 0;
}
