import { Failure } from "../base/failure.js";
import { type Pipeline, parseProcess } from "../pipeline/index.js";
import { isNegotiated } from "../service/choose-format.js";
import type { ObjectRef } from "../service/ports.js";
import type { DocumentResult, ImageResult } from "../service/service.js";
import type { Answer, Content } from "./answer.js";
import { deliver } from "./deliver.js";
import { type Exchange, pixelCall } from "./exchange.js";
import { httpDate } from "./http-date.js";
import { storedHeaders } from "./object-headers.js";
import { refuseUnlisted } from "./refuse-unlisted.js";
import { serverTiming } from "./server-timing.js";

/** GET and HEAD with a process string. The right to read comes before the string's own mistakes. Source: specification §2, §22. */
export async function renderObject(at: ObjectRef, process: string, exchange: Exchange): Promise<Answer> {
  await exchange.service.authorizeRead(at, process, exchange.call);
  const { pipeline, saveAs } = parseProcess(process);
  if (saveAs)
    throw new Failure("InvalidArgument", { name: "x-oss-process", got: "sys/saveas", expected: "saving by POST only" });
  refuseUnlisted(pipeline, exchange);
  return deliverRendered(at, pipeline, exchange);
}

/** The result of a pipeline as an answer; nothing is decoded for a 304. */
export async function deliverRendered(at: ObjectRef, pipeline: Pipeline, exchange: Exchange): Promise<Answer> {
  const { service } = exchange;
  const call = pixelCall(exchange);
  // Known before a refusal where it is written, and once styles are read where it is theirs.
  if (isNegotiated(pipeline)) exchange.varyByAccept();
  const preparation = await service.prepare(at, pipeline, call);
  if (preparation.isNegotiated) exchange.varyByAccept();
  const { object, etag } = preparation;
  const headers = {
    ...storedHeaders(object),
    ETag: `"${etag}"`,
    "Last-Modified": httpDate(object.lastModified),
    "Accept-Ranges": "bytes",
  };
  return deliver(exchange, { etag, lastModified: object.lastModified }, headers, async () => {
    const result = await service.render(preparation, call);
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
