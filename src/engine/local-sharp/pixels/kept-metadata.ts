import { crc32 } from "node:zlib";
import type sharp from "sharp";
import type { Sharp } from "sharp";
import type { Format } from "../../../pipeline/format.js";
import type { MetadataPolicy } from "../../../pipeline/plan.js";
import { printExifTree, readExifTree } from "../../formats/exif-tree.js";
import { type Rights, readRights, rightsExif, rightsXmp } from "../../formats/rights.js";
import { uprightExif, uprightXmp } from "../../formats/upright.js";
import { withTiffExif } from "../../formats/with-tiff-exif.js";
import { formatOf, readFailure } from "./open-image.js";

/** What of a source's metadata goes into the result. */
export interface KeptMetadata {
  readonly rights: Rights;
  /** A TIFF structure, nothing before it. */
  readonly exif?: Buffer;
  readonly xmp?: string;
  /** The payload of a JPEG's segment APP13. */
  readonly iptc?: Buffer;
}

/**
 * What the policy keeps of a file's metadata; nothing where it has none of that. `copyright` is written anew, so that nothing
 * else can come along. Of an EXIF block above 64 KB only the rights are kept. Throws ImageDamage.
 */
export async function readKept(
  create: typeof sharp,
  bytes: Buffer,
  policy: MetadataPolicy,
): Promise<KeptMetadata | undefined> {
  const format = formatOf(bytes);
  if (policy === "none" || format === "bmp") return undefined;
  const found = await create(bytes, { pages: 1, limitInputPixels: false })
    .metadata()
    .catch((error) => {
      throw readFailure(error);
    });
  const xmp = found.xmp?.toString("utf8");
  // A TIFF holds the tags itself.
  const rights = readRights({ exif: format === "tiff" ? bytes : found.exif, xmp, iptc: found.iptc });
  const told = rights.author !== undefined || rights.copyright !== undefined;
  if (policy === "copyright") return told ? { rights, exif: rightsExif(rights), xmp: rightsXmp(rights) } : undefined;
  const block = format === "tiff" ? printExifTree(readExifTree(bytes)) : found.exif;
  // A larger block, which only odd writers make, is more than the library writes.
  const exif = block && block.length <= maxExif ? uprightExif(withoutPrefix(block)) : undefined;
  return {
    rights,
    ...((exif || told) && { exif: exif ?? rightsExif(rights) }),
    ...((xmp || told) && { xmp: xmp ? uprightXmp(xmp) : rightsXmp(rights) }),
    ...(found.iptc && { iptc: found.iptc }),
  };
}

/**
 * Has the encoder write the XMP packet, and room for the EXIF block, which `seal` puts there: through the library itself texts
 * would lose all but ASCII. TIFF needs no room for it. JPEG has none for a packet above 64 KB.
 */
export function withKept(image: Sharp, format: Format, { exif, xmp }: KeptMetadata): Sharp {
  const told = xmp === undefined ? image : image.withXmp(xmp);
  if (!exif || format === "tiff") return told;
  return told.withExif({ IFD0: { ImageDescription: "x".repeat(Math.max(1, exif.length - leastOverhead)) } });
}

/** Puts the blocks into an encoded file in which `withKept` made room. */
export async function seal(
  create: typeof sharp,
  file: Buffer,
  format: Format,
  { rights, exif, iptc }: KeptMetadata,
): Promise<Buffer> {
  if (format === "tiff") return withTiffExif(file, readExifTree(exif ?? Buffer.alloc(0)), rights);
  if (exif) await overwriteExif(create, file, format, exif);
  return iptc && format === "jpg" ? withIptc(file, iptc) : file;
}

/** Bytes that an EXIF block of the library has at least beside its one long text. */
const leastOverhead = 150;
/** What a segment of a JPEG holds, less what the block may grow by. */
const maxExif = 65_000;

async function overwriteExif(create: typeof sharp, file: Buffer, format: Format, exif: Buffer): Promise<void> {
  const room = (await create(file, { pages: 1, limitInputPixels: false }).metadata()).exif;
  const at = room ? file.indexOf(withoutPrefix(room)) : -1;
  const length = room ? withoutPrefix(room).length : 0;
  if (at < 0 || length < exif.length) throw new Error("the encoder left no room for the EXIF block");
  file.fill(0, at, at + length);
  exif.copy(file, at);
  if (format === "png") file.writeUInt32BE(crc32(file.subarray(at - 4, at + length)), at + length);
}

const prefix = Buffer.from("Exif\0\0", "latin1");

function withoutPrefix(block: Buffer): Buffer {
  return block.subarray(0, prefix.length).equals(prefix) ? block.subarray(prefix.length) : block;
}

/** A JPEG with the segment APP13 behind its first segments. */
function withIptc(file: Buffer, iptc: Buffer): Buffer {
  if (iptc.length > 65_533 || iptc.toString("latin1", 0, 9) !== "Photoshop") return file;
  let at = 2;
  while (file[at] === 0xff && (file[at + 1] === 0xe0 || file[at + 1] === 0xe1)) at += 2 + file.readUInt16BE(at + 2);
  const head = Buffer.from([0xff, 0xed, 0, 0]);
  head.writeUInt16BE(iptc.length + 2, 2);
  return Buffer.concat([file.subarray(0, at), head, iptc, file.subarray(at)]);
}
