import { createHash } from "node:crypto";
import type { Header, Insights } from "../../pipeline/header.js";
import type { StoredObject } from "../ports.js";

/** Everything that decides the bytes of a result. */
export interface ResultIdentity {
  readonly source: Content;
  /** Its watermark objects, in the order of the process string. */
  readonly marks: readonly Content[];
  /** Canonical process string, styles replaced by their content, without the choice of an engine. */
  readonly process: string;
  /** Of `Engine.fingerprintOf`. */
  readonly engine: string;
  /** What was seen in the source, where steps go by it: an engine may have looked at it in an earlier version. */
  readonly insights?: Insights | undefined;
  /** Likewise, what people want kept in view. */
  readonly focalPoint?: Header["focalPoint"];
}

type Content = Pick<StoredObject, "etag" | "crc64" | "byteSize">;

/** 32 upper-case hex digits; equal for equal bytes of source and watermarks, pipeline and engine, wherever the bytes are stored. Source: specification §4, §22. */
export function resultEtag({ source, marks, process, engine, insights, focalPoint }: ResultIdentity): string {
  const contents = [source, ...marks].map(({ etag, crc64, byteSize }) => [etag, crc64, byteSize]);
  const identity = JSON.stringify([
    contents,
    process,
    engine,
    ...(insights ? [insights] : []),
    ...(focalPoint ? [focalPoint] : []),
  ]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 32).toUpperCase();
}
