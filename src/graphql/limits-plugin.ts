import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "./context.js";
import { refuseCostly } from "./refuse-costly.js";
import { refuseDeepVariables } from "./refuse-deep-variables.js";

/** Refuses what would take too much to answer, before anything is done for it. */
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
