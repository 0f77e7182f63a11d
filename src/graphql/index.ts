/** The GraphQL door. `createGraphql` makes it; `sdl` prints its contract. */
import "reflect-metadata";

export type { Context, RequestFacts } from "./context.js";
export { createGraphql, type Graphql, type GraphqlUse } from "./create-graphql.js";
export { errorCode } from "./error-code.js";
export { stepText } from "./inputs/step-text.js";
export { type AllowList, parseAllowList } from "./limits/allow-list.js";
export { sdl } from "./schema/sdl.js";
export type { StreamFacts } from "./streams/in-one-request.js";
export type { Live } from "./streams/live.js";
export type { LiveOperation } from "./streams/read-operation.js";
export { chooseProtocol, createSocketProtocol, isServersMessage, type SocketExtra } from "./streams/socket-protocol.js";
