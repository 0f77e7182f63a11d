import type { FetchImplementation } from "jose";
import type { Clock } from "../base/clock.js";
import { Failure } from "../base/failure.js";
import type { Log } from "../base/log.js";

/** A hundred keys with their certificates. */
const maxKeySetBytes = 512 * 1024;
/** For so long the last set that came serves while a new one cannot be had. */
const staleMs = 3_600_000;

/**
 * Fetches a key set: from where it was said to be and from nowhere that leads on to, not more than 512 KB, within the time
 * that the caller's signal gives. While the issuer cannot be reached the last set is given again, for an hour at most:
 * an outage there is none here. Throws ServiceUnavailable.
 */
export function createKeySetFetch({ clock, log }: { clock: Clock; log: Log }): FetchImplementation {
  let last: { readonly text: string; readonly at: number } | undefined;
  return async (url, options) => {
    try {
      const response = await fetch(url, options);
      if (response.status !== 200) throw new Error(`status ${response.status}`);
      last = { text: await readText(response), at: clock.now() };
    } catch (error) {
      log.warn("key set not fetched", { url, error });
      if (!last || clock.now() - last.at > staleMs)
        throw new Failure(
          "ServiceUnavailable",
          { reason: "the keys of tokens are not to be had", retryAfterSeconds: 5 },
          { cause: error },
        );
    }
    return new Response(last.text, { headers: { "content-type": "application/json" } });
  };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxKeySetBytes) throw new Error(`more than ${maxKeySetBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
