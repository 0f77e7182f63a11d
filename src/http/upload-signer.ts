import type { Clock } from "../base/clock.js";
import type { UploadSigner } from "../service/ports.js";
import { keyPath } from "./key-path.js";
import { percentEncode } from "./request-target.js";
import { canonicalRequestV4, signingKeyV4, stringToSignV4 } from "./signature-v4.js";

/** Any: this gateway is in none. */
const region = "any";

/**
 * Signs URLs of parts that this door accepts: path style below the public URL, signature version 4, which can sign the length
 * of a body too. What is longer is refused before a byte of it is taken. `publicUrl` is asked each time.
 */
export function createUploadSigner(use: {
  publicUrl: () => string;
  accessKeyId: string;
  accessKeySecret: string;
  clock: Clock;
}): UploadSigner {
  return {
    signPart({ bucket, key, id }, { number, byteSize, contentType, seconds }) {
      const timestamp = new Date(use.clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
      const scope = { day: timestamp.slice(0, 8), region, product: "oss" };
      const query = new Map([
        ["partNumber", String(number)],
        ["uploadId", id],
        ["x-oss-additional-headers", "content-length"],
        ["x-oss-credential", `${use.accessKeyId}/${scope.day}/${region}/oss/aliyun_v4_request`],
        ["x-oss-date", timestamp],
        ["x-oss-expires", String(seconds)],
        ["x-oss-signature-version", "OSS4-HMAC-SHA256"],
      ]);
      const canonical = canonicalRequestV4(
        {
          method: "PUT",
          headers: { "content-type": contentType, "content-length": String(byteSize) },
          address: { bucket, key },
          query,
          additionalHeaders: ["content-length"],
        },
        "",
      );
      const signingKey = signingKeyV4(use.accessKeySecret, scope);
      const signature = signingKey.sign(stringToSignV4(timestamp, scope, canonical));
      const all = [...query, ["x-oss-signature", signature] as const];
      const text = all.map(([name, value]) => `${name}=${percentEncode(value)}`).join("&");
      return `${use.publicUrl().replace(/\/+$/, "")}/${bucket}/${keyPath(key)}?${text}`;
    },
  };
}
