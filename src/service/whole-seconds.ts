import { Failure } from "../base/failure.js";

/** The number itself when it is a whole one in the range. Throws InvalidArgument. */
export function wholeSeconds(name: string, got: number, { min, max }: { min: number; max: number }): number {
  if (Number.isInteger(got) && got >= min && got <= max) return got;
  throw new Failure("InvalidArgument", { name, got: String(got), expected: `an integer ${min}..${max} (seconds)` });
}
