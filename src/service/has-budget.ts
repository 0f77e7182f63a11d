import { Failure } from "../base/failure.js";
import type { Call } from "./call.js";

/** Headers that are one picture for the budget of the caller, and that are read at the same time where many are. */
export const headersPerPicture = 16;

/** Takes a picture from the caller's budget, for that many headers; false where nothing is left, so that the look can be left out. */
export function hasBudget({ spend }: Pick<Call, "spend">): boolean {
  try {
    spend?.(0);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
