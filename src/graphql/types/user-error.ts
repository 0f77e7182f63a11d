import { Field, ObjectType } from "type-graphql";
import { type Failure, type FailureCode, isFailure } from "../../base/failure.js";
import { ErrorCode } from "../error-code.js";
import { failureOf } from "../error-dress.js";
import type { InputPath } from "../refused-input.js";
import { KeyValue, keyValues } from "./key-value.js";

@ObjectType({ description: "Something about a mutation's input that its caller can put right." })
export class UserError {
  @Field(() => ErrorCode, { description: "What went wrong." })
  readonly code!: FailureCode;

  @Field(() => String, { description: "What was expected, where, and what came." })
  readonly message!: string;

  @Field(() => [String], {
    description: 'The place in `input`: `["transform", "steps", "2", "resize", "width"]`; empty for the whole.',
  })
  readonly path!: readonly string[];

  @Field(() => String, { description: "What to do about it." })
  readonly hint!: string;

  @Field(() => [KeyValue], {
    description: "The values of the message (what it got, what is allowed), for messages in another language.",
  })
  readonly params!: readonly KeyValue[];
}

/** A failure as a user error about the place `path` of the input. */
export function userError({ code, message, hint, details }: Failure, path: InputPath): UserError {
  return { code, message, hint, path: path.map(String), params: keyValues({ ...details }) };
}

/**
 * What no caller can act on by changing the input: these stay errors of the operation, but for a right that is lacking at a
 * place of the input.
 */
const notTheInput: ReadonlySet<FailureCode> = new Set([
  "Unauthenticated",
  "AccessDenied",
  "ServiceUnavailable",
  "BudgetExceeded",
  "InternalError",
]);

/** A mutation's answer: its fields, or none of them and the reasons. */
export type Payload<T> = Partial<T> & { readonly userErrors: readonly UserError[] };

/**
 * Does the work of a mutation: what the caller can put right becomes `userErrors`, anything else is thrown on. So the answers of
 * other mutations of the request stay where a token does not count in one of the places that they name.
 */
export async function payload<T extends object>(work: () => Promise<T>): Promise<Payload<T>> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    const { failure, inputPath } = failureOf(error) ?? {};
    if (!failure || (notTheInput.has(failure.code) && !(inputPath && isAboutPlace(failure)))) throw error;
    return { userErrors: [userError(failure, inputPath ?? [])] } as unknown as Payload<T>;
  }
}

/** A right is lacking in a bucket, and not for what belongs to none. */
function isAboutPlace(failure: Failure): boolean {
  return isFailure(failure, "AccessDenied") && failure.details.bucket !== undefined;
}
