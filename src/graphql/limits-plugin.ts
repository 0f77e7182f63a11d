import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "./context.js";
import { refuseCostly } from "./refuse-costly.js";
import { refuseDeepVariables } from "./refuse-deep-variables.js";

/** Refuses what would take too much to answer. One plugin, since plugins run side by side: counting the cost coerces the variables, which deep ones must not reach. */
export const limitsPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
        refuseDeepVariables(variables);
        if (operation) refuseCostly(schema, document, operation, variables);
      },
    };
  },
};
