import { createHash, timingSafeEqual } from "node:crypto";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";
import type { Call, Caller, Service } from "../service/service.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { Turns } from "./turns.js";

/** What every resolver gets. One for each request. */
export interface Context {
  readonly service: Service;
  readonly call: Call;
  /** Where an argument `bucket` is left out. */
  readonly defaultBucket: string | undefined;
  readonly loaders: Loaders;
  readonly turns: Turns;
  readonly requestId: string;
  readonly log: Log;
}

/** What the listener knows of a request. */
export interface RequestFacts {
  /** The header as it came. */
  readonly authorization: string | undefined;
  readonly requestId: string;
  /** Aborts when the client leaves or the deadline passes; a Failure as its reason reaches the client. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Who the bearer of a token is: nobody without one. Throws Unauthenticated for any other header than `Bearer ADMIN_TOKEN`. */
export function readCaller(authorization: string | undefined, adminToken: string): Caller {
  if (authorization === undefined || authorization === "") return { kind: "anonymous" };
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined)
    throw new Failure("Unauthenticated", { reason: "the Authorization header is not of the form `Bearer TOKEN`" });
  if (!timingSafeEqual(digest(token), digest(adminToken)))
    throw new Failure("Unauthenticated", { reason: "the token is not valid" });
  return { kind: "admin" };
}

/** The request itself wants JSON; a format left open is shown as a browser of today would get it. */
const currentBrowsers = "image/avif,image/webp";

/** Gives a request its caller and its loaders. Throws Unauthenticated. */
export function createContext(
  use: { service: Service; adminToken: string; defaultBucket: string | undefined },
  { authorization, requestId, signal, log }: RequestFacts,
): Context {
  const call: Call = { caller: readCaller(authorization, use.adminToken), signal, accept: currentBrowsers };
  const { service, defaultBucket } = use;
  const loaders = createLoaders(service, call);
  return { service, call, defaultBucket, loaders, turns: new Turns(signal), requestId, log };
}

/** Equal lengths, whatever was sent, so that the comparison takes the same time. */
const digest = (text: string) => createHash("sha256").update(text).digest();
