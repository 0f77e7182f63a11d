import { Failure, type Where } from "../base/failure.js";

/** Runs something whose failures lie at that place, and says so in them. */
export function placed<T>(where: Where, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Failure ? error.at(where) : error;
  }
}
