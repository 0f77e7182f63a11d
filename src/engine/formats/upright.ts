/**
 * A copy of an EXIF block (a TIFF structure) whose picture and thumbnail are upright: every orientation tag of its first two
 * directories says 1. A damaged block stays as it is. Source: EXIF 2.32, tag 0x0112.
 */
export function uprightExif(block: Uint8Array): Buffer {
  const copy = Buffer.from(block);
  const little = copy.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (little ? copy.readUInt16LE(at) : copy.readUInt16BE(at));
  const long = (at: number) => (little ? copy.readUInt32LE(at) : copy.readUInt32BE(at));
  let directory = copy.length >= 8 ? long(4) : 0;
  for (let n = 0; n < 2 && directory >= 8 && directory + 2 <= copy.length; n++) {
    const end = directory + 2 + short(directory) * 12;
    for (let at = directory + 2; at < end && at + 12 <= copy.length; at += 12)
      if (short(at) === 0x0112) little ? copy.writeUInt16LE(1, at + 8) : copy.writeUInt16BE(1, at + 8);
    directory = end + 4 <= copy.length ? long(end) : 0;
  }
  return copy;
}

/** The same for an XMP packet. Source: XMP part 2, tiff:Orientation. */
export function uprightXmp(xmp: string): string {
  return xmp.replace(/(tiff:Orientation\s*(?:=\s*["']|>)\s*)[2-8](?=\s*["'<])/g, "$11");
}
