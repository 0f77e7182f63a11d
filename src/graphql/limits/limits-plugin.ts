import type { ApolloServerPlugin } from "@apollo/server";
import { Failure } from "../../base/failure.js";
import type { Context } from "../context.js";
import { refusedRequest } from "../refused-request.js";
import { Lanes } from "./lanes.js";
import { refuseBrokenText } from "./refuse-broken-text.js";
import { type Cost, refuseCostly } from "./refuse-costly.js";
import { refuseLargeVariables } from "./refuse-large-variables.js";

/** An operation that costs as much takes turns with the others of its caller. */
const muchCost = 1000;
/** Of those of one caller, at the same time: one that waits for pixels does not hold up all others. */
const lanesOfCaller = 2;

/**
 * Refuses what would take too much to answer, before anything is done for it, and says what the rest costs and what is left.
 * Of the costly operations of one caller few run at the same time, so that those of others come in between.
 */
export function limitsPlugin(): ApolloServerPlugin<Context> {
  const lanes = new Lanes(lanesOfCaller);
  return {
    async requestDidStart({ contextValue: { account, call, requestId } }) {
      // Documents that are refused count too; the refusal itself has to wait for where Apollo takes one.
      const overdrawn = refusalOf(() => account?.request());
      let cost: Cost | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
          if (overdrawn) throw refusedRequest(overdrawn, requestId);
          refuseLargeVariables(variables);
          refuseBrokenText(variables);
          if (!operation) return;
          cost = refuseCostly(schema, document, operation, variables);
          const { operation: points } = cost;
          const unaffordable = refusalOf(() => account?.operation(points));
          if (unaffordable) throw refusedRequest(unaffordable, requestId);
        },
        async executionDidStart() {
          if (!account || !cost || cost.operation < muchCost) return;
          // One whose time was up while it waited ends as soon as it looks at anything.
          const leave = await lanes.enter(account.name, call.signal).catch(() => undefined);
          return { executionDidEnd: async () => leave?.() };
        },
        async willSendResponse({ response: { body } }) {
          if (!cost || body.kind !== "single") return;
          const told = { ...cost, ...(account && { left: account.left() }) };
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: told };
        },
      };
    },
  };
}

function refusalOf(work: () => void): Failure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
