import { readExif } from "./exif.js";
import { readIptc } from "./iptc.js";
import { type TiffField, textField, tiffDirectory, tiffHead } from "./tiff-directory.js";

/** Who made a picture, and whose it is. */
export interface Rights {
  readonly author?: string;
  readonly copyright?: string;
}

/** The blocks of a file that may tell. */
export interface RightsSources {
  /** A TIFF structure, `Exif\0\0` before it or not. */
  readonly exif?: Uint8Array | undefined;
  readonly xmp?: string | undefined;
  /** The payload of a JPEG's segment APP13. */
  readonly iptc?: Uint8Array | undefined;
}

/**
 * Author and copyright notice, from EXIF, else XMP, else IPTC. Never throws. Sources: EXIF 2.32 (Artist, Copyright), XMP part 2
 * (dc:creator, dc:rights), IPTC IIM 4.2 (2:80, 2:116).
 */
export function readRights({ exif, xmp, iptc }: RightsSources): Rights {
  const tags = exif ? readExif(exif) : new Map<string, string>();
  const records = iptc ? readIptc(iptc) : new Map<number, string>();
  const author = tags.get("Artist") || listed(xmp, "creator") || records.get(80);
  const copyright = tags.get("Copyright") || listed(xmp, "rights") || records.get(116);
  return { ...(author && { author: plain(author) }), ...(copyright && { copyright: plain(copyright) }) };
}

/** An EXIF block that tells these rights and nothing else. */
export function rightsExif(rights: Rights): Buffer {
  const head = tiffHead(8);
  return Buffer.concat([head, tiffDirectory(rightsFields(rights), head.length)]);
}

/** The fields of a TIFF directory that tell these rights. */
export function rightsFields({ author, copyright }: Rights): readonly TiffField[] {
  return [
    ...(author === undefined ? [] : [textField(315, author)]),
    ...(copyright === undefined ? [] : [textField(33432, copyright)]),
  ];
}

/** An XMP packet that tells these rights and nothing else. */
export function rightsXmp({ author, copyright }: Rights): string {
  const creator = author && `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>`;
  const rights =
    copyright &&
    `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(copyright)}</rdf:li></rdf:Alt></dc:rights>`;
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    creator ?? "",
    rights ?? "",
    "</rdf:Description></rdf:RDF></x:xmpmeta>",
  ].join("");
}

/** The items of a Dublin Core property, as one text. */
function listed(xmp: string | undefined, name: "creator" | "rights"): string {
  const start = xmp?.indexOf(`<dc:${name}>`) ?? -1;
  const end = xmp?.indexOf(`</dc:${name}>`, start) ?? -1;
  if (xmp === undefined || start < 0 || end < 0) return "";
  const items = xmp.slice(start, Math.min(end, start + 16_384)).matchAll(/<rdf:li[^<>]{0,200}>([^<]*)</g);
  return [...items].map(([, text = ""]) => unescaped(text).trim()).join("; ");
}

/** One line of bounded length. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, 1000)
    .trim();
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
