/**
 * Makes an AVIF sequence, in place, say first that it is a picture too: the reader of pictures looks at no other brand, and finds
 * the still that every sequence has. Other files are left alone. Source: AV1 Image File Format, brands.
 */
export function asStillAvif(bytes: Buffer): Buffer {
  if (bytes.toString("latin1", 4, 12) === "ftypavis") bytes.write("avif", 8, "latin1");
  return bytes;
}
