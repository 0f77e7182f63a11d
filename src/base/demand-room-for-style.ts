import { Failure } from "./failure.js";
import type { StyleName } from "./style-name.js";

/** Styles of one bucket. Source: specification of image processing §5. */
export const maxStylesPerBucket = 50;

/** Refuses one more style in a bucket that has as many as it may have. Throws InvalidArgument. Pure. */
export function demandRoomForStyle(name: StyleName, stored: number): void {
  if (stored < maxStylesPerBucket) return;
  const expected = `at most ${maxStylesPerBucket} styles in a bucket`;
  throw new Failure("InvalidArgument", { name: "styleName", got: name, expected });
}
