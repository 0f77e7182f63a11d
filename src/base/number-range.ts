import { Failure } from "./failure.js";

/** Which numbers are taken: `min`..`max`, both included; without `max` there is no upper bound. */
export interface NumberRange {
  readonly min: number;
  readonly max?: number;
  /** What they count, for people: `px`, `seconds`. */
  readonly unit?: string;
  /** Fractions are taken too. */
  readonly hasFractions?: true;
}

/** `1..4096 (px)`, `0 or more`. Pure. */
export function describeRange({ min, max, unit }: NumberRange): string {
  return `${max === undefined ? `${min} or more` : `${min}..${max}`}${unit ? ` (${unit})` : ""}`;
}

/** The number itself when it is in the range. Throws InvalidArgument about `name`. Pure. */
export function readInRange(name: string, got: number, range: NumberRange): number {
  const { min, max = Infinity, hasFractions = false } = range;
  if ((hasFractions || Number.isInteger(got)) && got >= min && got <= max) return got;
  const kind = hasFractions ? "a number" : "an integer";
  throw new Failure("InvalidArgument", { name, got: String(got), expected: `${kind} ${describeRange(range)}` });
}
