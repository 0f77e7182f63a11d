import { Failure, type FailureCode } from "../../base/failure.js";

/** What is there, or `undefined` where the storage says that it is not, by one of these codes. */
export async function unlessAbsent<T>(work: Promise<T>, ...codes: readonly FailureCode[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Failure && codes.includes(error.code)) return undefined;
    throw error;
  }
}
