import { lookup as systemLookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { Failure } from "../base/failure.js";
import { unlessAborted } from "../base/unless-aborted.js";
import type { RemoteFile, RemoteFiles } from "../service/ports.js";
import { type AllowedHosts, reachOf } from "./allowed-hosts.js";
import { askAddresses } from "./ask-addresses.js";
import { boundBody } from "./bound-body.js";
import { isPublicAddress } from "./public-address.js";

export interface RemoteFilesUse {
  readonly hosts: AllowedHosts;
  /** All addresses of a host name; the system's resolver. */
  readonly lookup?: (name: string) => Promise<readonly string[]>;
  /** Until the whole file is here, ms. */
  readonly timeoutMs: number;
}

const maxRedirects = 5;
const maxUrlLength = 2048;

/**
 * Files of other hosts. Every URL, the first one and each that a host leads on to, is checked before anything is sent: scheme,
 * host, and the addresses of its name, which are asked for once; the connection goes to one of those that were checked, so a
 * name that changes its mind leads nowhere else. Nothing of the caller's is sent along.
 */
export function createRemoteFiles({ hosts, lookup = addressesOf, timeoutMs }: RemoteFilesUse): RemoteFiles {
  const open = async (url: URL, signal: AbortSignal): Promise<IncomingMessage> => {
    // A resolver has time-outs of its own, which may be long.
    const addresses = await unlessAborted(checkedAddresses(url, hosts, lookup), signal);
    return askAddresses(url, addresses, signal);
  };

  return {
    async open(text, { maxBytes }, callSignal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = AbortSignal.any([callSignal, timeout]);
      let url = parseUrl(text);
      try {
        for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
          const answer = await open(url, signal);
          const location = redirectOf(answer);
          if (location === undefined) return await fileOf(answer, url, maxBytes);
          answer.destroy();
          url = parseUrl(location, url);
        }
      } catch (error) {
        if (error instanceof Failure || callSignal.aborted) throw error;
        const reason = timeout.aborted ? `did not answer within ${timeoutMs} ms` : "cannot be reached";
        throw new Failure("ImportFailed", { host: url.host, reason }, { cause: error });
      }
      throw new Failure("ImportFailed", { host: url.host, reason: `leads on more than ${maxRedirects} times` });
    },
  };
}

function parseUrl(text: string, base?: URL): URL {
  if (text.length > maxUrlLength || !URL.canParse(text, base?.href))
    throw refused(text, `expected a URL of at most ${maxUrlLength} characters`);
  const url = new URL(text, base?.href);
  if (url.username !== "" || url.password !== "") throw refused(url.host, "a URL must not hold a name or password");
  return url;
}

/** The addresses that may be connected to, one at least. Throws ImportRefused; whoever asks learns no address. */
async function checkedAddresses(
  url: URL,
  hosts: AllowedHosts,
  lookup: (name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const reach = reachOf(url, hosts);
  if (!reach) throw refused(url.host, "only https on port 443 of the hosts that IMGRAPH_IMPORT_HOSTS allows");
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(name) ? [name] : await lookup(name);
  if (addresses.length === 0) throw new Failure("ImportFailed", { host: url.host, reason: "has no address" });
  // One that is not public is enough: such a name is made for this.
  if (reach === "public" && !addresses.every(isPublicAddress)) throw refused(url.host, "its address is not public");
  return addresses;
}

async function addressesOf(name: string): Promise<readonly string[]> {
  return (await systemLookup(name, { all: true })).map(({ address }) => address);
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? "") : undefined;
}

async function fileOf(answer: IncomingMessage, url: URL, maxBytes: number): Promise<RemoteFile> {
  const failed = (reason: string) => {
    answer.destroy();
    return new Failure("ImportFailed", { host: url.host, reason });
  };
  if (answer.statusCode !== 200) throw failed(`answers ${answer.statusCode}`);
  const coding = answer.headers["content-encoding"] ?? "identity";
  if (coding !== "identity") throw failed("sends a content coding that was not asked for");
  const length = answer.headers["content-length"];
  const body = boundBody(answer, maxBytes, length === undefined ? undefined : Number(length));
  return { body, ...(length !== undefined && { byteSize: Number(length) }) };
}

function refused(url: string, reason: string): Failure<"ImportRefused"> {
  return new Failure("ImportRefused", { url, reason });
}
