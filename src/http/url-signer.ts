import type { UrlSigner } from "../service/ports.js";
import { keyPath } from "./key-path.js";
import { percentEncode } from "./request-target.js";
import { signingKeyV1, stringToSignV1 } from "./signature-v1.js";

/**
 * Signs URLs that this door accepts: path style below the public URL, signature version 1. `publicUrl` is asked each time,
 * because the port may be known only after listening.
 */
export function createUrlSigner(use: {
  publicUrl: () => string;
  accessKeyId: string;
  accessKeySecret: string;
}): UrlSigner {
  const signingKey = signingKeyV1(use.accessKeySecret);
  return {
    signGet({ bucket, key }, { process, downloadAs, expiresAt }) {
      const query = new Map<string, string>();
      if (downloadAs !== undefined) query.set("response-content-disposition", attachment(downloadAs));
      if (process !== undefined) query.set("x-oss-process", process);
      const date = String(expiresAt);
      const address = { bucket, key };
      const signature = signingKey.sign(stringToSignV1({ method: "GET", headers: {}, date, address, query }));
      const all = [["OSSAccessKeyId", use.accessKeyId], ["Expires", date], ["Signature", signature], ...query];
      const text = all.map(([name, value]) => `${name}=${percentEncode(value ?? "", "/,:")}`).join("&");
      return `${use.publicUrl().replace(/\/+$/, "")}/${bucket}/${keyPath(key)}?${text}`;
    },
  };
}

/** `attachment` with the name twice: in ASCII for old clients, in UTF-8 for the rest. Source: RFC 6266 §4.3. */
function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7E]|["\\%]/g, "_");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncode(name)}`;
}
