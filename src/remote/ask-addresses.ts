import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";

/** That are asked of one name: nobody is to have a whole network asked by one request. */
const maxAddresses = 4;
/** How long one that is not the last may take until it is connected, ms. */
const connectMs = 3000;

/**
 * The answer of the first of the addresses that can be reached; each was checked, and no name is looked up. They are asked one after another,
 * in the order of the resolver. Throws what was wrong with the last one.
 */
export async function askAddresses(
  url: URL,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const asked = addresses.slice(0, maxAddresses);
  for (const [i, address] of asked.entries()) {
    const isLast = i === asked.length - 1;
    try {
      return await ask(url, address, { signal, ...(!isLast && { connectMs }) });
    } catch (error) {
      if (isLast || signal.aborted) throw error;
    }
  }
  throw new TypeError("no address was given");
}

function ask(
  url: URL,
  address: string,
  { signal, connectMs }: { readonly signal: AbortSignal; readonly connectMs?: number },
): Promise<IncomingMessage> {
  const isTls = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)({
      host: address,
      port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
      path: url.pathname + url.search,
      method: "GET",
      headers: { Host: url.host, Accept: "image/*", "Accept-Encoding": "identity", "User-Agent": "imgraph" },
      // The certificate has to be that of the name, not of the address.
      ...(isTls && !isIP(url.hostname.replace(/^\[|\]$/g, "")) && { servername: url.hostname }),
      agent: false,
      signal,
    });
    const timer =
      connectMs === undefined
        ? undefined
        : setTimeout(() => request.destroy(new Error(`not connected within ${connectMs} ms`)), connectMs);
    request.once("socket", (socket) => socket.once("connect", () => clearTimeout(timer)));
    request.once("response", resolve);
    request.once("error", reject);
    request.once("close", () => {
      clearTimeout(timer);
      // Whoever answers with another protocol is cut without an error.
      reject(new Error("closed without an answer"));
    });
    request.end();
  });
}
