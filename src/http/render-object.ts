import type { Pipeline } from "../pipeline/index.js";
import type { ObjectRef } from "../service/ports.js";
import { isNegotiated } from "../service/rendering/choose-format.js";
import type { DocumentResult, ImageResult, Preparation } from "../service/service.js";
import type { Answer, Content } from "./answer.js";
import { deliver } from "./deliver.js";
import { type Exchange, pixelCall } from "./exchange.js";
import { httpDate } from "./http-date.js";
import { storedHeaders } from "./object-headers.js";
import { serverTiming } from "./server-timing.js";

/** The result of a pipeline as an answer; nothing is decoded for a 304. */
export async function deliverRendered(at: ObjectRef, pipeline: Pipeline, exchange: Exchange): Promise<Answer> {
  const preparation = await prepareRendered(at, pipeline, exchange);
  const { lastModified } = preparation.object;
  const headers = { ...storedHeaders(preparation.object), "Last-Modified": httpDate(lastModified) };
  return deliverPrepared(preparation, { headers, lastModified }, exchange);
}

/** Everything but pixels. */
export async function prepareRendered(at: ObjectRef, pipeline: Pipeline, exchange: Exchange): Promise<Preparation> {
  // Known before a refusal where it is written, and once styles are read where it is theirs.
  if (isNegotiated(pipeline)) exchange.varyByAccept();
  const preparation = await exchange.service.prepare(at, pipeline, pixelCall(exchange));
  if (preparation.isNegotiated) exchange.varyByAccept();
  return preparation;
}

/** What is told of a result beside what it is. */
export interface RenderedFacts {
  readonly headers: Readonly<Record<string, string>>;
  /** What conditions of time are held against, ms since 1970. */
  readonly lastModified: number;
}

/** The result that was prepared, as an answer. */
export async function deliverPrepared(
  preparation: Preparation,
  { headers: told, lastModified }: RenderedFacts,
  exchange: Exchange,
): Promise<Answer> {
  const { etag } = preparation;
  const headers = { ...told, ETag: `"${etag}"`, "Accept-Ranges": "bytes" };
  return deliver(exchange, { etag, lastModified }, headers, async () => {
    const result = await exchange.service.render(preparation, pixelCall(exchange));
    const contentType = result.kind === "image" ? result.contentType : "application/json";
    return {
      content: contentOf(result),
      headers: { "Content-Type": contentType, "Server-Timing": serverTiming(result) },
    };
  });
}

function contentOf(result: ImageResult | DocumentResult): Content {
  const release = () => result.release();
  if (result.kind === "document") return { ...contentOfBytes(Buffer.from(result.json)), isOwnText: true, release };
  if (result.bytes) return { ...contentOfBytes(result.bytes), release };
  return { byteSize: result.byteSize, open: async (range) => result.open(range), release };
}

function contentOfBytes(bytes: Buffer): Content {
  return {
    byteSize: bytes.length,
    open: async (range) => (range ? bytes.subarray(range.start, range.end + 1) : bytes),
  };
}
