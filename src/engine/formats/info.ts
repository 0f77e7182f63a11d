import type { Header } from "../../pipeline/header.js";

/**
 * The JSON document of `image/info`: five facts of every image and the tags of its EXIF block, each `{"value":"text"}`, keys
 * in byte order. The size is the stored one, orientation not applied. The density that a JFIF header or another format
 * states outside EXIF is not part of it: the vendor's sample has none. Source: specification of image processing §17.
 */
export function infoDocument(header: Header): string {
  const facts = new Map(Object.entries(header.exif ?? {}));
  facts.set("FileSize", String(header.byteSize));
  facts.set("Format", header.format);
  facts.set("FrameCount", String(header.frames));
  facts.set("ImageHeight", String(header.height));
  facts.set("ImageWidth", String(header.width));
  // Every key is ASCII, where the default order is that of the bytes.
  const sorted = [...facts.keys()].sort().map((key) => [key, { value: facts.get(key) }]);
  return JSON.stringify(Object.fromEntries(sorted));
}
