import type { ApolloServerPlugin } from "@apollo/server";
import { Failure } from "../base/failure.js";
import type { Context } from "./context.js";
import { refusedRequest } from "./refused-request.js";

/** Refuses subscriptions where there is one answer to each request: `live.ts` has those that can answer more than once. */
export const oneAnswerPlugin: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { requestId } }) {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== "subscription") return;
        const reason = "A subscription is asked over WebSocket, or with `Accept: text/event-stream`.";
        throw refusedRequest(new Failure("InvalidRequest", { reason }), requestId);
      },
    };
  },
};
