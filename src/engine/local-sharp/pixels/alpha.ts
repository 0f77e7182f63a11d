import type { Raw, RawAlpha } from "../../formats/raw.js";

/** True when the frame carries alpha. */
export function hasAlpha(frame: Raw): frame is RawAlpha {
  return frame.channels === 4;
}

/** The frame with an opaque alpha, or itself when it has one. */
export function withAlpha(frame: Raw): RawAlpha {
  if (hasAlpha(frame)) return frame;
  const { width, height, data: from } = frame;
  const data = Buffer.allocUnsafe(width * height * 4);
  for (let i = 0, o = 0; o < data.length; i += 3, o += 4) {
    data[o] = from[i]!;
    data[o + 1] = from[i + 1]!;
    data[o + 2] = from[i + 2]!;
    data[o + 3] = 255;
  }
  return { width, height, channels: 4, data };
}

/** Gives the frame, in place, the alpha of another one of the same size. */
export function copyAlpha(from: RawAlpha, to: RawAlpha): void {
  for (let i = 3; i < to.data.length; i += 4) to.data[i] = from.data[i]!;
}
