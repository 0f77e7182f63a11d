/**
 * The texts of the application record of an IPTC block, by data set number; several of one number are joined. The block is the
 * payload of a JPEG's segment APP13, or the bare records as TIFF has them. Damage ends the reading; never throws. Sources: IPTC
 * IIM 4.2; Adobe Photoshop file formats, image resources.
 */
export function readIptc(block: Uint8Array): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const records = recordsOf(Buffer.from(block.buffer, block.byteOffset, block.byteLength));
  for (let at = 0; at + 5 <= records.length && records[at] === 0x1c; ) {
    const length = records.readUInt16BE(at + 3);
    const number = records[at + 2]!;
    // A length above 32767 is that of an extended field, which no text needs.
    if (length > 0x7fff || at + 5 + length > records.length) break;
    if (records[at + 1] === 2) {
      const text = decode(records.subarray(at + 5, at + 5 + length));
      found.set(number, [found.get(number), text].filter(Boolean).join("; "));
    }
    at += 5 + length;
  }
  return found;
}

const photoshop = Buffer.from("Photoshop 3.0\0", "latin1");

/** The resource 0x0404 among those of the segment. */
function recordsOf(block: Buffer): Buffer {
  if (!block.subarray(0, photoshop.length).equals(photoshop)) return block;
  for (let at = photoshop.length; at + 12 <= block.length && block.toString("latin1", at, at + 4) === "8BIM"; ) {
    const nameBytes = 1 + block[at + 6]!;
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > block.length) break;
    const size = block.readUInt32BE(sizeAt);
    if (block.readUInt16BE(at + 4) === 0x0404) return block.subarray(sizeAt + 4, sizeAt + 4 + size);
    at = sizeAt + 4 + size + (size % 2);
  }
  return Buffer.alloc(0);
}

/** UTF-8 where it is, else Latin-1. */
function decode(bytes: Buffer): string {
  const utf8 = bytes.toString("utf8");
  return utf8.includes("\uFFFD") ? bytes.toString("latin1") : utf8;
}
