import { createHash } from "node:crypto";
import type { StoredObject } from "./ports.js";

/** Everything that decides the bytes of a result. */
export interface ResultIdentity {
  readonly source: Pick<StoredObject, "etag" | "crc64" | "byteSize">;
  /** Canonical process string, styles replaced by their content. */
  readonly process: string;
  /** `Engine.fingerprint`. */
  readonly engine: string;
}

/** 32 upper-case hex digits; equal for equal bytes, pipeline and engine, wherever the bytes are stored. Source: specification §4, §22. */
export function resultEtag({ source, process, engine }: ResultIdentity): string {
  const identity = JSON.stringify([source.etag, source.crc64, source.byteSize, process, engine]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 32).toUpperCase();
}
