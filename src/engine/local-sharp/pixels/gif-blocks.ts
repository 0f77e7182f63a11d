/**
 * True when every block that a GIF starts is there to its end. A missing trailer, or bytes behind it, are common and no
 * damage. Bytes that are no block end the walk: what follows is the decoder's to judge. Source: GIF89a specification.
 */
export function isGifWhole(bytes: Uint8Array): boolean {
  if (bytes.length < 13) return false;
  let at = 13 + colorTableBytes(bytes[10]!);
  while (at < bytes.length) {
    const introducer = bytes[at]!;
    if (introducer === extension) at = skipSubBlocks(bytes, at + 2);
    else if (introducer === imageDescriptor) {
      // Nine bytes of place and flags, the local colours, the code size, then the codes.
      const packed = bytes[at + 9];
      if (packed === undefined) return false;
      at = skipSubBlocks(bytes, at + 11 + colorTableBytes(packed));
    } else return true;
  }
  return at === bytes.length;
}

/**
 * The same GIF, in place, whose frames are each shown for so long, ms; the format knows hundredths of a second, 655 s at most.
 * A frame without a block for its time keeps none. Source: GIF89a specification, graphic control extension.
 */
export function setGifDelays(bytes: Buffer, delays: readonly number[]): Buffer {
  let frame = 0;
  for (let at = 13 + colorTableBytes(bytes[10]!); at + 10 < bytes.length; ) {
    if (bytes[at] === imageDescriptor) {
      frame++;
      at = skipSubBlocks(bytes, at + 11 + colorTableBytes(bytes[at + 9]!));
    } else if (bytes[at] === extension) {
      const delay = delays[frame];
      if (bytes[at + 1] === graphicControl && delay !== undefined)
        bytes.writeUInt16LE(Math.min(0xffff, Math.round(delay / 10)), at + 4);
      at = skipSubBlocks(bytes, at + 2);
    } else break;
  }
  return bytes;
}

const extension = 0x21;
const graphicControl = 0xf9;
const imageDescriptor = 0x2c;

function colorTableBytes(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** The place behind a chain of sub-blocks; beyond the end when the chain is cut off. */
function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return bytes.length + 1;
    at += 1 + length;
    if (length === 0) return at;
  }
}
