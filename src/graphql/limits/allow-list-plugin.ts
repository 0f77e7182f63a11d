import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "../context.js";
import type { AllowList } from "./allow-list.js";

/** Refuses what is not on the list before anything is done for it; the bearer of the admin token is not bound by it. */
export const allowListPlugin = (list: AllowList): ApolloServerPlugin<Context> => ({
  async requestDidStart({ contextValue: { call } }) {
    return {
      async didResolveOperation({ document }) {
        if (call.caller.kind !== "admin") list.refuseUnlisted(document);
      },
    };
  },
});

/** What Apollo asks for a document by its hash: the list instead of a cache that clients could fill. */
export function listedDocuments(list: AllowList) {
  return {
    get: async (key: string) => list.textOf(key.replace(/^apq:/, "")),
    set: async () => {},
    delete: async () => {},
  };
}
