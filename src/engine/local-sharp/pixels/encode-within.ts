import { Failure } from "../../../base/failure.js";
import { encodeTries } from "../../../pipeline/encode-tries.js";

export interface ByteLimit {
  /** The quality to begin with, 1..100; never exceeded. */
  readonly quality: number;
  readonly maxBytes: number;
}

/**
 * The file of the highest quality, of those tried, that has at most so many bytes: the wanted quality first, then by halves of
 * what is left between the highest that fitted and the lowest that did not. The last try is quality 1 when nothing fitted before.
 * The same pixels give the same file. Throws ImageTooLarge with the smallest size that was reached.
 */
export async function encodeWithin(
  { quality, maxBytes }: ByteLimit,
  encode: (quality: number) => Promise<Buffer>,
): Promise<Buffer> {
  let best: Buffer | undefined;
  let smallest = { quality, byteSize: Number.POSITIVE_INFINITY };
  let fits = 0;
  let tooLarge = quality + 1;
  for (let left = encodeTries; left > 0 && tooLarge - fits > 1; left--) {
    const next = left === encodeTries ? quality : left === 1 && !best ? 1 : (fits + tooLarge) >> 1;
    const bytes = await encode(next);
    if (bytes.length < smallest.byteSize) smallest = { quality: next, byteSize: bytes.length };
    if (bytes.length <= maxBytes) {
      best = bytes;
      fits = next;
    } else tooLarge = next;
  }
  if (best) return best;
  throw new Failure(
    "ImageTooLarge",
    {
      what: "the smallest file",
      got: `${smallest.byteSize} bytes at quality ${smallest.quality}`,
      limit: `${maxBytes} bytes`,
    },
    { where: { action: "x-max-bytes" } },
  );
}
