/** A frame as a WebP file of its own, and the ms it is shown. */
export interface WebpFrame {
  readonly file: Buffer;
  readonly delay: number;
}

/**
 * One animated WebP of frames that each cover the canvas. The library's own encoder joins frames that look alike, and makes
 * a still picture of equal ones; here every frame stays. `loop` 0 is for ever, `metadata` the chunks
 * that go with it. Source: WebP container specification.
 */
export function muxWebp(frames: readonly WebpFrame[], { width, height, loop, metadata = [] }: WebpCanvas): Buffer {
  const pictures = frames.map(({ file }) => pictureChunks(file));
  const alpha = pictures.some((chunks) => chunks.some(({ name }) => name === "ALPH" || name === "VP8L"));
  const features = Buffer.concat([
    uint(
      metadata.reduce((flags, { name }) => flags | metadataFlags[name]!, animationFlag | (alpha ? alphaFlag : 0)),
      4,
    ),
    uint(width - 1, 3),
    uint(height - 1, 3),
  ]);
  const body = [
    chunk("VP8X", features),
    chunk("ANIM", Buffer.concat([uint(0, 4), uint(loop, 2)])),
    ...frames.map(({ delay }, at) => {
      const place = [uint(0, 6), uint(width - 1, 3), uint(height - 1, 3), uint(delay, 3), uint(doNotBlend, 1)];
      return chunk("ANMF", Buffer.concat([...place, ...pictures[at]!.map(({ name, data }) => chunk(name, data))]));
    }),
    ...metadata.map(({ name, data }) => chunk(name, data)),
  ];
  return chunk("RIFF", Buffer.concat([Buffer.from("WEBP", "latin1"), ...body]));
}

const animationFlag = 0x02;
const alphaFlag = 0x10;
const doNotBlend = 0x02;

/** The chunks of a WebP file that are metadata, with their flags. */
const metadataFlags: Readonly<Record<string, number>> = { EXIF: 0x08, "XMP ": 0x04 };

/** EXIF and XMP of a WebP file. */
export function metadataChunks(file: Buffer): Chunk[] {
  return chunksOf(file).filter(({ name }) => Object.hasOwn(metadataFlags, name));
}

interface WebpCanvas {
  readonly width: number;
  readonly height: number;
  readonly loop: number;
  readonly metadata?: readonly Chunk[];
}

/** A named piece of a RIFF file. */
export interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

/** The chunks of a still WebP that hold its pixels. */
function pictureChunks(file: Buffer): Chunk[] {
  return chunksOf(file).filter(({ name }) => name === "VP8 " || name === "VP8L" || name === "ALPH");
}

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    chunks.push({ name: file.toString("latin1", at, at + 4), data: file.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** Name, length, data, and a zero where the length is odd. */
function chunk(name: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name, "latin1"), uint(data.length, 4), data, Buffer.alloc(data.length % 2)]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
