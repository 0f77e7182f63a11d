import { Failure, type FailureCode } from "../base/failure.js";

/** A place in the arguments of a field: `["transform", "steps", 2, "resize", "width"]`. */
export type InputPath = readonly (string | number)[];

/** A failure with the argument that caused it. */
export class RefusedInput extends Error {
  override readonly name = "RefusedInput";

  constructor(
    readonly failure: Failure,
    readonly inputPath: InputPath,
  ) {
    super(failure.message, { cause: failure });
  }
}

/** Finds the argument that caused a failure; `undefined` when it was none of them. */
export type Blame = (failure: Failure) => InputPath | undefined;

/** Runs `work`; a Failure in it becomes a RefusedInput where `blame` finds the argument at fault, and passes where it does not. */
export function refusing<T>(blame: InputPath | Blame, work: () => T): T {
  const refuse = (error: unknown): never => {
    const path = error instanceof Failure ? (typeof blame === "function" ? blame(error) : blame) : undefined;
    throw error instanceof Failure && path ? new RefusedInput(error, path) : error;
  };
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(refuse) as T) : result;
  } catch (error) {
    return refuse(error);
  }
}

/** Blames one argument for failures of one code. */
export function only(code: FailureCode, path: InputPath): Blame {
  return (failure) => (failure.code === code ? path : undefined);
}
