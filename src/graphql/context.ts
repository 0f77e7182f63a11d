import type { Log } from "../base/log.js";
import type { Account, Budgets } from "../service/budgets.js";
import { nothingSeen } from "../service/seen.js";
import type { Call, Service } from "../service/service.js";
import { Turns } from "./limits/turns.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { type Believed, readCaller } from "./read-caller.js";

/** What every resolver gets. One for each request. */
export interface Context {
  readonly service: Service;
  readonly call: Call;
  /** The same for who only reads: it looks each thing up once. */
  readonly reading: Call;
  /** What the caller may still use; absent where nothing is counted. */
  readonly account: Account | undefined;
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
  /** Address of the client: nobodies are told apart by it. */
  readonly client: string;
  /** Aborts when the client leaves or the deadline passes; a Failure as its reason reaches the client. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** The request itself wants JSON; a format left open is shown as a browser of today would get it. */
const currentBrowsers = "image/avif,image/webp";

/** Gives a request its caller and its loaders. Throws what `readCaller` throws. */
export async function createContext(
  use: Believed & { readonly service: Service; readonly budgets: Budgets; readonly defaultBucket: string | undefined },
  { authorization, requestId, client, signal, log }: RequestFacts,
): Promise<Context> {
  const caller = await readCaller(authorization, use);
  const account = use.budgets.accountOf(caller, client);
  const call: Call = { caller, signal, accept: currentBrowsers, spend: account?.render };
  const { service, defaultBucket } = use;
  const loaders = createLoaders(service, call);
  const reading: Call = { ...call, seen: nothingSeen() };
  return { service, call, reading, account, defaultBucket, loaders, turns: new Turns(signal), requestId, log };
}
