import { Field, ObjectType } from "type-graphql";
import { UserError } from "./user-error.js";

/**
 * Makes a class the type of a mutation's answer: its own fields, null or empty where nothing was done, and behind them `userErrors`
 * with the reasons, as `payload` fills them in.
 */
export const PayloadType =
  (mutation: string): ClassDecorator =>
  (target) => {
    ObjectType({ description: `The answer of ${mutation}.` })(target);
    const description = "What the caller can put right; empty when it was done.";
    Field(() => [UserError], { description })(target.prototype as object, "userErrors");
  };
