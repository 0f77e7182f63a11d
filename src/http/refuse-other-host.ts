import { Failure } from "../base/failure.js";

/**
 * Throws InvalidRequest where an absolute request target names another host than the Host header: whoever stands in front may
 * have gone by the one, and this door goes by the other. `rawTarget` is the target as it came. Source: RFC 9112 §3.2.2.
 */
export function refuseOtherHost(rawTarget: string, host: string | undefined): void {
  const authority = /^https?:\/\/([^/?]*)/i.exec(rawTarget)?.[1];
  if (authority === undefined || host === undefined || authority.toLowerCase() === host.toLowerCase()) return;
  throw new Failure("InvalidRequest", { reason: "The request target names another host than the Host header." });
}
