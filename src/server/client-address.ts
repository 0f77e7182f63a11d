import { type BlockList, isIP } from "node:net";

/**
 * Who asks: the peer, or, where the peer is a believed proxy, the last address of X-Forwarded-For that is not one.
 * An entry that is no address ends the search: nobody vouches for what stands before it.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, believed: BlockList): string {
  let client = plain(peer ?? "");
  const hops = forwardedFor?.split(",").map((hop) => plain(hop.trim())) ?? [];
  while (isBelieved(client, believed)) {
    const before = hops.pop();
    if (before === undefined || isIP(before) === 0) break;
    client = before;
  }
  return client;
}

function isBelieved(address: string, believed: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && believed.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** An IPv4 address that a dual-stack socket shows as IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=[0-9.]+$)/i, "");
}
