import { expect } from "vitest";
import { Failure, type FailureCode } from "../../src/base/failure.js";

/** Runs, and gives the failure of that code that must come; anything else fails the test. */
export async function expectFailure<C extends FailureCode>(code: C, run: () => unknown): Promise<Failure<C>> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe(code);
    return error as Failure<C>;
  }
  throw new Error(`expected ${code}, but it was done`);
}
