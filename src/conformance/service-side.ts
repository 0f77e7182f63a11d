import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import { parseProcess } from "../pipeline/index.js";
import type { Call, Service } from "../service/service.js";
import type { Outcome, Side } from "./side.js";

/** The use-cases of a gateway in this process, without a wire. The bucket is there, and goes with the gateway. */
export function serviceSide({
  name,
  service,
  bucket,
  asAdmin,
}: {
  readonly name: string;
  readonly service: Service;
  readonly bucket: BucketName;
  asAdmin(signal: AbortSignal): Call;
}): Side {
  return {
    name,
    keyOf: (source) => source,
    async put(source, bytes, signal) {
      const at = { bucket, key: parseObjectKey(source) };
      const options = { contentType: "application/octet-stream", metadata: {} };
      await service.putObject(at, Readable.from([bytes]), options, asAdmin(signal));
    },
    async process(key, process, signal): Promise<Outcome> {
      const call = asAdmin(signal);
      try {
        const at = { bucket, key: parseObjectKey(key) };
        const preparation = await service.prepare(at, parseProcess(process).pipeline, call);
        const result = await service.render(preparation, call);
        try {
          if (result.kind === "document") return { kind: "document", json: result.json };
          return { kind: "image", bytes: await buffer(result.open()), contentType: result.contentType };
        } finally {
          await result.release();
        }
      } catch (error) {
        if (!(error instanceof Failure) || (error.status >= 500 && error.code !== "NotImplemented")) throw error;
        return {
          kind: "refused",
          status: error.status,
          code: error.code,
          ...(error.ec !== undefined && { ec: error.ec }),
        };
      }
    },
    async clear() {},
  };
}
