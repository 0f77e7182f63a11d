/**
 * True where an absolute request target names another host than the Host header: whoever stands in front may have gone by the
 * one, and the gateway goes by the other. `rawTarget` is the target as it came. Source: RFC 9112 §3.2.2.
 */
export function namesOtherHost(rawTarget: string, host: string | undefined): boolean {
  const authority = /^https?:\/\/([^/?]*)/i.exec(rawTarget)?.[1];
  return authority !== undefined && host !== undefined && authority.toLowerCase() !== host.toLowerCase();
}
