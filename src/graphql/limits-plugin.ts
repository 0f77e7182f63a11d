import type { ApolloServerPlugin } from "@apollo/server";
import { Failure } from "../base/failure.js";
import type { Context } from "./context.js";
import { type Cost, refuseCostly } from "./refuse-costly.js";
import { refuseLargeVariables } from "./refuse-large-variables.js";
import { refusedRequest } from "./refused-request.js";

/** Refuses what would take too much to answer, before anything is done for it, and says what the rest costs and what is left. */
export const limitsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { account, requestId } }) {
    // Documents that are refused count too; the refusal itself has to wait for where Apollo takes one.
    const overdrawn = refusalOf(() => account?.request());
    let cost: Cost | undefined;
    return {
      async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
        if (overdrawn) throw refusedRequest(overdrawn, requestId);
        refuseLargeVariables(variables);
        if (operation) cost = refuseCostly(schema, document, operation, variables);
      },
      async willSendResponse({ response: { body } }) {
        if (!cost || body.kind !== "single") return;
        const told = { ...cost, ...(account && { left: account.left() }) };
        body.singleResult.extensions = { ...body.singleResult.extensions, cost: told };
      },
    };
  },
};

function refusalOf(work: () => void): Failure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
