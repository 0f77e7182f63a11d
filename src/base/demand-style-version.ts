import type { BucketName } from "./bucket-name.js";
import { Failure } from "./failure.js";
import type { StyleName } from "./style-name.js";

/**
 * Refuses a change of a style that expects it at another version than `now`, 0 where there is none; without an expectation none is
 * refused. Throws StyleAlreadyExists, NoSuchStyle, StyleChanged. Pure.
 */
export function demandStyleVersion(
  { bucket, name }: { readonly bucket: BucketName; readonly name: StyleName },
  now: number,
  expected: number | undefined,
): void {
  if (expected === undefined || expected === now) return;
  if (expected === 0) throw new Failure("StyleAlreadyExists", { bucket, style: name });
  if (now === 0) throw new Failure("NoSuchStyle", { bucket, style: name });
  throw new Failure("StyleChanged", { style: name, version: now, expected });
}
