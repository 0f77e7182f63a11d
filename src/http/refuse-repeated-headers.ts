import type { IncomingMessage } from "node:http";
import { Failure } from "../base/failure.js";

/** Of these Node keeps the first without a word, while a proxy in front may have gone by the last. */
const single = new Set(["host", "authorization", "content-length"]);

/** Throws InvalidRequest for a request that says twice where it goes, who sends it or how long it is. Source: RFC 9112 §3.2. */
export function refuseRepeatedHeaders({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">): void {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (!single.has(name)) continue;
    if (seen.has(name)) throw new Failure("InvalidRequest", { reason: `The header ${name} was sent more than once.` });
    seen.add(name);
  }
}
