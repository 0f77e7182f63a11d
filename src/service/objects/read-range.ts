import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ByteRange } from "../ports.js";

/** So much is read at one time, and held for each reader that is slow. */
const pieceBytes = 64 * 1024;

/**
 * Bytes of an open file as a stream, which leaves the file open: any number of them may read it side by side. Fails when the
 * file ends before the range does, so that nobody takes a part for the whole.
 */
export function readRange(handle: FileHandle, range: ByteRange): Readable {
  return Readable.from(pieces(handle, range), { objectMode: false, highWaterMark: pieceBytes });
}

async function* pieces(handle: FileHandle, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  for (let at = start; at <= end; ) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at + 1));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new Error(`the file ends at byte ${at}, expected to read on to ${end}`);
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}
