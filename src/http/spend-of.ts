import { Failure, isFailure } from "../base/failure.js";
import type { Budgets } from "../service/budgets.js";
import type { Call, Caller } from "../service/service.js";

/**
 * What counts the pictures that a caller of this door has decoded or made; `undefined` where nothing is counted. It throws
 * ServiceUnavailable, which clients of the vendor know to repeat, when they are used up. Requests are not counted: most move
 * bytes alone. Source: specification §23, too many requests.
 */
export function spendOf(budgets: Budgets, caller: Caller, client: string): Call["spend"] {
  const account = budgets.accountOf(caller, client);
  return (
    account &&
    ((megapixels) => {
      try {
        account.render(megapixels);
      } catch (error) {
        throw isFailure(error, "BudgetExceeded") ? tooMuch(error) : error;
      }
    })
  );
}

function tooMuch({ message, details: { retryAfterSeconds } }: Failure<"BudgetExceeded">): Failure {
  return new Failure("ServiceUnavailable", { reason: message, retryAfterSeconds }, { ec: "0004-00000801" });
}
