import type { ObjectRef } from "../service/ports.js";
import type { Exchange } from "./exchange.js";
import { percentEncode } from "./request-target.js";

/** Where an object is found by whoever reaches the gateway like this request did: `http://ENDPOINT/BUCKET/KEY`, or `http://BUCKET.ENDPOINT/KEY`. */
export function objectLocation(
  { bucket, key }: ObjectRef,
  { endpoint, isOwnHost }: Pick<Exchange, "endpoint" | "isOwnHost">,
): string {
  const path = percentEncode(key, "/");
  return isOwnHost ? `http://${endpoint}/${bucket}/${path}` : `http://${bucket}.${endpoint}/${path}`;
}
