import type { ObjectRef } from "../service/ports.js";
import type { Exchange } from "./exchange.js";
import { keyPath } from "./key-path.js";

/**
 * Where an object is found by whoever reaches the gateway like this request did: `http://ENDPOINT/BUCKET/KEY`, or
 * `http://BUCKET.ENDPOINT/KEY`; with `https` where the settings say so of that endpoint, since a proxy ends TLS unseen.
 */
export function objectLocation(
  { bucket, key }: ObjectRef,
  { endpoint, isOwnHost, publicUrl }: Pick<Exchange, "endpoint" | "isOwnHost" | "publicUrl">,
): string {
  const path = keyPath(key);
  const scheme = `${publicUrl?.host === endpoint.toLowerCase() ? publicUrl.protocol : "http:"}//`;
  return isOwnHost ? `${scheme}${endpoint}/${bucket}/${path}` : `${scheme}${bucket}.${endpoint}/${path}`;
}
