import { type ExecutionResult, parse } from "graphql";
import { handleProtocols, makeServer, type Server } from "graphql-ws";
import type { StreamFacts } from "./in-one-request.js";
import type { Live } from "./live.js";

/** What the protocol knows of its socket: everything but what the client says of itself first. */
export interface SocketExtra {
  readonly facts: StreamFacts;
}

/** Chooses `graphql-transport-ws` of the protocols that a client offers; false where it is not among them. */
export const chooseProtocol = (offered: Set<string>): string | false => handleProtocols(offered);

/** True for a message of the protocol that only a server sends: its library takes that for a failure of its own. */
export function isServersMessage(error: unknown): boolean {
  return error instanceof Error && /^Unexpected message of type \w+ received$/.test(error.message);
}

/**
 * The protocol `graphql-transport-ws` over sockets that the listener opens. A client says who it is in the payload of
 * `connection_init`, `{ authorization: "Bearer TOKEN" }`, or, where it can, in the header of its handshake; a token that is
 * not valid closes the socket with 4403. Source: GraphQL over WebSocket protocol.
 */
export function createSocketProtocol(live: Live): Server<SocketExtra> {
  const factsOf = ({ facts }: SocketExtra, params: Readonly<Record<string, unknown>> = {}): StreamFacts => {
    const given = params.authorization ?? params.Authorization;
    return typeof given === "string" ? { ...facts, authorization: given } : facts;
  };
  return makeServer<Record<string, unknown>, SocketExtra>({
    onConnect: ({ extra, connectionParams }) =>
      live.admit(factsOf(extra, connectionParams)).then(
        () => true,
        () => false,
      ),

    async onSubscribe({ extra, connectionParams }, _id, payload) {
      const result = await live.run(payload, factsOf(extra, connectionParams));
      // What was refused before it ran is an `error` of the protocol; whatever ran is a result, or many.
      if (!(Symbol.asyncIterator in result) && result.errors && !("data" in result)) return result.errors;
      return { ...alreadyRun, contextValue: result };
    },
    execute: resultOf,
    subscribe: resultOf,
  });
}

/** The protocol's library wants something to run; what the client sent has run by then. */
const alreadyRun = { schema: undefined as never, document: parse("{ __typename }") };

const resultOf = ({ contextValue }: { contextValue?: unknown }) =>
  contextValue as ExecutionResult | AsyncIterableIterator<ExecutionResult>;
