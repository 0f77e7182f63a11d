import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "./context.js";
import { type Cost, refuseCostly } from "./refuse-costly.js";
import { refuseLargeVariables } from "./refuse-large-variables.js";

/** Refuses what would take too much to answer, before anything is done for it, and says what the rest costs. */
export const limitsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    let cost: Cost | undefined;
    return {
      async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
        refuseLargeVariables(variables);
        if (operation) cost = refuseCostly(schema, document, operation, variables);
      },
      async willSendResponse({ response: { body } }) {
        if (cost && body.kind === "single") body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      },
    };
  },
};
