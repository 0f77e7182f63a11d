import { Failure } from "../base/failure.js";
import { type OssClient, refusalOf } from "../oss/index.js";
import type { Outcome, Side } from "./side.js";

/** A bucket behind an endpoint; what is put lies below a prefix of its own, and nothing else is touched. */
export function ossSide({
  name,
  client,
  bucket,
  prefix,
}: {
  readonly name: string;
  readonly client: OssClient;
  readonly bucket: string;
  /** With the slash at its end. */
  readonly prefix: string;
}): Side {
  const put = new Set<string>();
  return {
    name,
    keyOf: (source) => `${prefix}${source}`,
    async put(source, bytes, signal) {
      const key = `${prefix}${source}`;
      put.add(key);
      const headers = { "Content-Type": "application/octet-stream" };
      await client.call({ method: "PUT", bucket, key, headers, body: bytes, isRepeatable: true }, signal);
    },
    async process(key, process, signal): Promise<Outcome> {
      const query = { "x-oss-process": process };
      try {
        const { headers, bytes } = await client.call({ method: "GET", bucket, key, query, isRepeatable: true }, signal);
        const [contentType = ""] = (headers["content-type"] ?? "").split(";");
        return contentType === "application/json"
          ? { kind: "document", json: bytes.toString("utf8") }
          : { kind: "image", bytes, contentType };
      } catch (error) {
        return refused(error);
      }
    },
    async clear(signal) {
      let left = 0;
      // One that stays keeps none of the others.
      for (const key of put)
        await client.call({ method: "DELETE", bucket, key, isRepeatable: true }, signal).catch(() => {
          left += 1;
        });
      const reason = `${left} objects below ${prefix} in bucket ${bucket} could not be removed.`;
      if (left > 0) throw new Failure("ServiceUnavailable", { reason, retryAfterSeconds: 1 });
    },
  };
}

/** What the endpoint said, in its own words; anything else is thrown on. */
function refused(error: unknown): Outcome {
  const refusal = refusalOf(error);
  if (!refusal || (refusal.status >= 500 && refusal.status !== 501)) throw error;
  const { status, code, more } = refusal;
  return { kind: "refused", status, code, ...(more.ec !== undefined && { ec: more.ec }) };
}
