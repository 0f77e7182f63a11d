/** The GraphQL door. `createGraphql` makes it; `sdl` prints its contract. */
import "reflect-metadata";

export { type AllowList, parseAllowList } from "./allow-list.js";
export type { Context, RequestFacts } from "./context.js";
export { createGraphql, type Graphql, type GraphqlUse } from "./create-graphql.js";
export { errorCode } from "./error-code.js";
export type { StreamFacts } from "./in-one-request.js";
export { stepText } from "./inputs/step-text.js";
export type { Live } from "./live.js";
export type { LiveOperation } from "./read-operation.js";
export { sdl } from "./sdl.js";
export { chooseProtocol, createSocketProtocol, isServersMessage, type SocketExtra } from "./socket-protocol.js";
