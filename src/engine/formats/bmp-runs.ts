import { damaged } from "./bmp-layout.js";

/**
 * The run lengths of a BMP as one palette number a pixel, rows in the file's order. Pixels that the codes skip or never reach
 * in a row have colour 0; what goes beyond a row's end is dropped. Throws ImageDamage when the codes end before the last
 * row. Source: Microsoft Win32 reference, bitmap compression.
 */
export function unpackRuns(
  bytes: Uint8Array,
  pixelsAt: number,
  { width, height, bits }: { readonly width: number; readonly height: number; readonly bits: 4 | 8 },
): Uint8Array {
  const numbers = new Uint8Array(width * height);
  let at = pixelsAt;
  let x = 0;
  let y = 0;
  const take = () => {
    const byte = bytes[at++];
    if (byte === undefined) throw damaged("the file ends before its last pixel");
    return byte;
  };
  const put = (number: number) => {
    if (x < width) numbers[y * width + x] = number;
    x++;
  };
  // A full last row needs no mark of the end.
  while (y < height && !(y === height - 1 && x >= width)) {
    const count = take();
    const code = take();
    if (count > 0) for (let n = 0; n < count; n++) put(bits === 8 ? code : half(code, n));
    else if (code === endOfLine) {
      x = 0;
      y++;
    } else if (code === endOfBitmap) return numbers;
    else if (code === jump) {
      x += take();
      y += take();
    } else {
      // As many pixels one by one, padded to an even number of bytes.
      const end = at + Math.ceil((code * bits) / 16) * 2;
      let byte = 0;
      for (let n = 0; n < code; n++) {
        if (bits === 8 || n % 2 === 0) byte = take();
        put(bits === 8 ? byte : half(byte, n));
      }
      at = end;
    }
  }
  return numbers;
}

const endOfLine = 0;
const endOfBitmap = 1;
const jump = 2;

/** The first pixel of a byte is in its higher half. */
function half(byte: number, n: number): number {
  return n % 2 === 0 ? byte >> 4 : byte & 15;
}
