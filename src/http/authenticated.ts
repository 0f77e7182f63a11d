import type { Caller } from "../service/service.js";
import type { UrlFacts } from "../service/urls/revoked-names.js";
import type { Address } from "./address.js";

/** Who asks, and which readings of the request remain: one when it is signed, all when it is anonymous. */
export interface Authenticated {
  readonly caller: Caller;
  readonly addresses: Addresses;
  /** What the request says as a signed URL of an object; absent where it is signed in a header. */
  readonly signedUrl?: UrlFacts;
}

export type Addresses = readonly [Address, ...Address[]];
