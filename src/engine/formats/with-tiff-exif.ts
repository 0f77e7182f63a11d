import { type ExifTree, writeExifTree } from "./exif-tree.js";
import { type Rights, rightsFields } from "./rights.js";

/**
 * A TIFF that tells what the tree and the rights do in tags and directories of its own: a copy of its first directory, with
 * them in it, is put behind the file and takes the other one's place. Takes the little-endian classic TIFF of one directory that the
 * encoder writes; any other is left as it is. Sources: TIFF 6.0, Artist (315), Copyright (33432); EXIF 2.32 §4.6.3.
 */
export function withTiffExif(file: Buffer, tree: ExifTree, rights: Rights): Buffer {
  if (file.length < 8 || file.readUInt32LE(0) !== littleEndianTiff) return file;
  const directory = file.readUInt32LE(4);
  const own = Array.from({ length: file.readUInt16LE(directory) }, (_, n) => {
    const at = directory + 2 + n * 12;
    // Longer values stay where they are: what is copied is their place.
    const [tag, type, count] = [file.readUInt16LE(at), file.readUInt16LE(at + 2), file.readUInt32LE(at + 4)];
    return { tag, type, count, value: file.subarray(at + 8, at + 12) };
  });
  // Directories and values stand at even places.
  const whole = Buffer.concat([file, Buffer.alloc(file.length % 2)]);
  const { bytes, first } = writeExifTree(tree, whole.length, [...own, ...rightsFields(rights)]);
  whole.writeUInt32LE(first, 4);
  return Buffer.concat([whole, bytes]);
}

/** `II` and 42. */
const littleEndianTiff = 0x002a4949;
