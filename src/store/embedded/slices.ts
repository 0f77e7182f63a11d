import type { ByteRange, Segment } from "../../service/ports.js";

/** Bytes of one file. */
export interface Slice {
  readonly segment: Segment;
  /** Within the file. */
  readonly range: ByteRange;
}

/** Where the bytes of a range of the whole lie, all of them without a range; files that have none of it are left out. Pure. */
export function slicesOf(segments: readonly Segment[], range: ByteRange | undefined): readonly Slice[] {
  const { start, end } = range ?? { start: 0, end: Number.POSITIVE_INFINITY };
  const slices: Slice[] = [];
  let from = 0;
  for (const segment of segments) {
    const first = Math.max(start - from, 0);
    const last = Math.min(end - from, segment.byteSize - 1);
    if (first <= last) slices.push({ segment, range: { start: first, end: last } });
    from += segment.byteSize;
  }
  return slices;
}
