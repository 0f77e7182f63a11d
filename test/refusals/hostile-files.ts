import { crc32, deflateSync } from "node:zlib";
import { makePicture } from "../support/picture.js";

/** A file that is refused as an image: its name, how it is made, code and status. */
export interface HostileFile {
  readonly name: string;
  readonly make: () => Promise<Buffer> | Buffer;
  readonly code: string;
  readonly status: number;
}

const photo = () => makePicture({ w: 1200, h: 900, format: "jpg" });
const half = async (file: Promise<Buffer>) => (await file).subarray(0, (await file).length >> 1);

/** Files that are no image, no whole one, or one too large to touch. Source: specification §5. */
export const hostileFiles: readonly HostileFile[] = [
  { name: "empty.jpg", make: () => Buffer.alloc(0), code: "BadRequest", status: 400 },
  { name: "one-byte.jpg", make: () => Buffer.from([0xff]), code: "BadRequest", status: 400 },
  {
    name: "text.jpg",
    make: () => Buffer.from("This is a text file called .jpg\n".repeat(1000)),
    code: "BadRequest",
    status: 400,
  },
  {
    name: "page.jpg",
    make: () => Buffer.from("<!doctype html><script>alert(1)</script>"),
    code: "BadRequest",
    status: 400,
  },
  {
    name: "drawing.jpg",
    make: () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    code: "BadRequest",
    status: 400,
  },
  {
    name: "document.jpg",
    make: () => Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
    code: "BadRequest",
    status: 400,
  },
  { name: "truncated.jpg", make: () => half(photo()), code: "ImageDamage", status: 403 },
  {
    name: "truncated.png",
    make: () => half(makePicture({ w: 300, h: 200, format: "png", alpha: true })),
    code: "ImageDamage",
    status: 403,
  },
  {
    name: "truncated.gif",
    make: () => half(makePicture({ w: 500, h: 300, format: "gif", frames: 3 })),
    code: "ImageDamage",
    status: 403,
  },
  {
    name: "truncated.webp",
    make: () => half(makePicture({ w: 640, h: 480, format: "webp" })),
    code: "ImageDamage",
    status: 403,
  },
  {
    name: "truncated.bmp",
    make: () => half(makePicture({ w: 320, h: 240, format: "bmp" })),
    code: "ImageDamage",
    status: 403,
  },
  {
    name: "truncated.tiff",
    make: () => half(makePicture({ w: 500, h: 400, format: "tiff" })),
    code: "ImageDamage",
    status: 403,
  },
  { name: "head-only.jpg", make: () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), code: "ImageDamage", status: 403 },
  {
    name: "noise-after-head.png",
    make: () => Buffer.concat([pngSignature, Buffer.alloc(5000, 0xa5)]),
    code: "ImageDamage",
    status: 403,
  },
  { name: "bomb.png", make: () => oneBitPng(30_000, 30_000), code: "ImageTooLarge", status: 400 },
  { name: "header-bomb.gif", make: hugeGifHeader, code: "ImageTooLarge", status: 400 },
  { name: "header-bomb.bmp", make: hugeBmpHeader, code: "ImageTooLarge", status: 400 },
  { name: "20-mb-and-1.jpg", make: async () => padded(await photo(), 20_971_521), code: "ImageTooLarge", status: 400 },
];

/** Bytes after the end of a picture are no damage: exactly the limit is still read. */
export const largestPhoto = async (): Promise<Buffer> => padded(await photo(), 20_971_520);

function padded(file: Buffer, bytes: number): Buffer {
  return Buffer.concat([file, Buffer.alloc(bytes - file.length)]);
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** White, 110 MB of rows in about 110 kB. */
function oneBitPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  return Buffer.concat([pngSignature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** One pixel's worth of data under a screen of 65,535 x 65,535. */
function hugeGifHeader(): Buffer {
  const frame = [0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 1, 0, 0x3b];
  return Buffer.from([
    ...Buffer.from("GIF89a", "latin1"),
    0xff,
    0xff,
    0xff,
    0xff,
    0x80,
    0,
    0,
    0,
    0,
    0,
    255,
    255,
    255,
    ...frame,
  ]);
}

function hugeBmpHeader(): Buffer {
  const file = Buffer.alloc(200);
  file.write("BM", 0, "latin1");
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(2_000_000_000, 18);
  file.writeInt32LE(2_000_000_000, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}
