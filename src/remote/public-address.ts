import { BlockList, isIP } from "node:net";

/** Not for the public internet. Sources: IANA's registries of special-purpose addresses, RFC 6890 and later. */
const special: readonly [net: string, prefix: number][] = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // shared by carriers (CGNAT)
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local; clouds keep credentials there
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, and broadcast
];

/** Within 2000::/3, the only part of IPv6 that is public: what is not, or leads on to an IPv4 address. */
const special6: readonly [net: string, prefix: number][] = [
  ["2001::", 23], // protocol assignments, Teredo among them
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["2620:4f:8000::", 48], // AS112
  ["3fff::", 20], // documentation
];

const refused = new BlockList();
for (const [net, prefix] of special) refused.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of special6) refused.addSubnet(net, prefix, "ipv6");
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/**
 * True for an address of the public internet. What is mapped, translated or tunnelled to IPv4 (`::ffff:…`, `64:ff9b::…`, 6to4,
 * Teredo) lies outside of what is public, and so does anything with a zone. Pure.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, "ipv4");
    case 6:
      return !address.includes("%") && global6.check(address, "ipv6") && !refused.check(address, "ipv6");
    default:
      return false;
  }
}
