import { Failure } from "../base/failure.js";
import { parseProcess } from "../pipeline/index.js";
import type { ObjectRef } from "../service/ports.js";
import type { Answer } from "./answer.js";
import { deliver } from "./deliver.js";
import { deliverOrFallback } from "./deliver-fallback.js";
import type { Exchange } from "./exchange.js";
import { httpDate } from "./http-date.js";
import { objectHeaders } from "./object-headers.js";
import { textHeader } from "./oss-request.js";
import { refuseUnlisted } from "./refuse-unlisted.js";
import { versionHeaders } from "./version-headers.js";

/**
 * GetObject and HeadObject: the stored bytes, what a process string makes of them, or without one what a style does that the
 * name itself carries. Source: specification §1, §20.
 */
export async function readObject(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  // Where both are given the query counts; an empty value asks for no processing. Source: specification §1.
  const process = request.target.query.get("x-oss-process") ?? textHeader(request.headers, "x-oss-process") ?? "";
  if (process !== "") return processed(at, process, exchange);

  const styled = await service.findStyled(at, call);
  if (styled) return deliverOrFallback(styled.at, styled.pipeline, exchange);

  const object = await service.getObject(at, call);
  return deliver(exchange, object, objectHeaders(object), async () => ({
    content: { byteSize: object.byteSize, open: (range) => service.openObject(object, range, call) },
  }));
}

/** With a process string. The right to read comes before the string's own mistakes. Source: specification §2, §22. */
async function processed(at: ObjectRef, process: string, exchange: Exchange): Promise<Answer> {
  await exchange.service.authorizeRead(at, process, exchange.call);
  const { pipeline, saveAs } = parseProcess(process);
  if (saveAs)
    throw new Failure("InvalidArgument", { name: "x-oss-process", got: "sys/saveas", expected: "saving by POST only" });
  refuseUnlisted(pipeline, exchange);
  return deliverOrFallback(at, pipeline, exchange);
}

/** GetObjectMeta: the few facts that change with the bytes. A GET of them, as old clients send it, has no body to measure. */
export async function readObjectMeta(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const object = await service.getObject(at, call);
  return {
    status: 200,
    headers: { ...versionHeaders(object), "Last-Modified": httpDate(object.lastModified) },
    body: request.method === "HEAD" ? { kind: "unsent", byteSize: object.byteSize } : { kind: "empty" },
  };
}
