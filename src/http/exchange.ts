import { type BucketName, parseBucketName } from "../base/bucket-name.js";
import type { Clock } from "../base/clock.js";
import { parseObjectKey } from "../base/object-key.js";
import type { ObjectRef } from "../service/ports.js";
import type { Call, Service } from "../service/service.js";
import type { Address } from "./address.js";
import type { Keys } from "./admit-key.js";
import type { OssRequest } from "./oss-request.js";
import type { UsedSignatures } from "./used-signatures.js";

/** Everything a handler needs to answer one authenticated request. */
export interface Exchange {
  readonly service: Service;
  readonly request: OssRequest;
  /** The verified caller; the signal aborts when the client leaves. */
  readonly call: Call;
  /** Aborts when work on pixels has taken its time. */
  readonly deadline: AbortSignal;
  /** What a signature inside a body is checked with. */
  readonly keys: Keys;
  readonly clock: Clock;
  /** Those inside bodies that were used lately. */
  readonly usedSignatures: UsedSignatures;
  /** Host header without a bucket label, with the port. */
  readonly endpoint: string;
  /** Base of the URLs that are handed out, where the settings name one. */
  readonly publicUrl: URL | undefined;
  /** Canonical process strings that strangers may have run, besides styles; absent: any. */
  readonly listedPipelines: ReadonlySet<string> | undefined;
  /** Says that another Accept header could have got another answer; holds for refusals too. */
  readonly varyByAccept: () => void;
  /** True where the request came to the gateway's own host, whose pages must not be made of objects. */
  readonly isOwnHost: boolean;
}

/** What a request is about, names checked. */
export type Resource =
  | { readonly kind: "service" }
  | { readonly kind: "bucket"; readonly bucket: BucketName }
  | { readonly kind: "object"; readonly at: ObjectRef };

/** Throws InvalidBucketName, InvalidObjectName. */
export function parseResource({ bucket, key }: Address): Resource {
  if (bucket === undefined) return { kind: "service" };
  if (key === undefined) return { kind: "bucket", bucket: parseBucketName(bucket) };
  return { kind: "object", at: { bucket: parseBucketName(bucket), key: parseObjectKey(key) } };
}

/** A call that also ends at the deadline: for work on pixels, never for transfers. */
export function pixelCall({ call, deadline }: Exchange): Call {
  return { ...call, signal: AbortSignal.any([call.signal, deadline]) };
}
