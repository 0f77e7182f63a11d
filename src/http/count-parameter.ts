import { Failure } from "../base/failure.js";
import type { Query } from "./request-target.js";

/** A whole number in the query; `fallback` when it is absent or empty. Throws InvalidArgument outside `min`..`max`. */
export function countParameter(
  query: Query,
  name: string,
  { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  const text = query.get(name) ?? "";
  if (text === "") return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw new Failure("InvalidArgument", { name, got: text, expected: `an integer ${min}..${max}` });
  return value;
}
