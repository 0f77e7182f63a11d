import type { FileHandle } from "node:fs/promises";

/** Something from outside made a file longer or shorter. */
export class WrongLength extends Error {}

/** All bytes of a file that has so many, in one reading and in memory of their own. Throws WrongLength. */
export async function readWhole(handle: FileHandle, byteSize: number): Promise<Buffer> {
  // One more shows a file that is too long. Not out of node's pool: a few bytes that are kept would keep 8 KB of it.
  const bytes = Buffer.allocUnsafeSlow(byteSize + 1);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  demandLength(byteSize, bytesRead);
  return bytes.subarray(0, byteSize);
}

/** Throws WrongLength when a file does not have the bytes that its name says. */
export function demandLength(expected: number, found: number): void {
  if (found !== expected) throw new WrongLength(`expected ${expected} bytes, found ${found} or more`);
}
