import type { ApolloServer } from "@apollo/server";
import { type ExecutionResult, GraphQLError, OperationTypeNode } from "graphql";
import { Failure } from "../../base/failure.js";
import { callerName } from "../../service/caller-name.js";
import type { Context } from "../context.js";
import { Seats } from "../limits/seats.js";
import { inOneRequest, type StreamFacts } from "./in-one-request.js";
import { type LiveOperation, operationReader, type ReaderUse } from "./read-operation.js";
import { errorsOf } from "./stream-errors.js";
import { type SubscribeUse, subscriber } from "./subscriber.js";

/** Operations over transports that can answer more than once: WebSocket and server-sent events. */
export interface Live {
  /** Throws a GraphQLError where the token is not valid. */
  admit(facts: StreamFacts): Promise<void>;
  /**
   * One answer, or those of a subscription; whoever takes them calls `return` in the end. Does not reject: what is wrong is in
   * the answer. `only` leaves out what a transport does not take.
   */
  run(
    operation: LiveOperation,
    facts: StreamFacts,
    only?: "subscriptions",
  ): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>>;
}

export interface LiveUse extends ReaderUse, Omit<SubscribeUse, "seats"> {
  readonly apollo: ApolloServer<Context>;
  /** Operations of one caller, at the same time. */
  readonly maxSubscriptions: number;
}

/** Runs operations with the rights and limits of those that are asked by POST. */
export function createLive(use: LiveUse): Live {
  const seats = new Seats(use.maxSubscriptions);
  const read = operationReader(use);
  const subscribe = subscriber({ ...use, seats });

  /** As by POST, on one of the seats of its caller. */
  const answerOnce = (operation: LiveOperation, facts: StreamFacts): Promise<ExecutionResult> =>
    inOneRequest(use.contextOf, facts, async (contextValue) => {
      const leave = seats.take(callerName(contextValue.call.caller, facts.client));
      const { query, variables, operationName, extensions } = operation;
      const request = {
        query,
        ...(variables && { variables }),
        ...(operationName && { operationName }),
        ...(extensions && { extensions }),
      };
      const { body } = await use.apollo.executeOperation(request, { contextValue }).finally(leave);
      if (body.kind !== "single") throw new TypeError("an operation without @defer answered in parts");
      const { errors, ...rest } = body.singleResult;
      return { ...rest, ...(errors && { errors: errors.map((error) => new GraphQLError(error.message, error)) }) };
    });

  return {
    admit: async (facts) => {
      await use.contextOf(facts);
    },

    async run(operation, facts, only) {
      try {
        const asked = await read(operation, facts);
        const { operation: kind } = asked.node;
        if (kind === OperationTypeNode.SUBSCRIPTION) return await subscribe(operation, asked, facts);
        if (only === undefined) return await answerOnce(operation, facts);
        throw new Failure("InvalidRequest", { reason: `A ${kind} is asked by POST, for one answer.` });
      } catch (error) {
        return { errors: errorsOf(error, facts) };
      }
    },
  };
}
