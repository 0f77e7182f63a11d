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

const extension = 0x21;
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
