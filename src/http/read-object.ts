import type { ObjectRef } from "../service/ports.js";
import type { Answer } from "./answer.js";
import { deliver } from "./deliver.js";
import type { Exchange } from "./exchange.js";
import { httpDate } from "./http-date.js";
import { objectHeaders } from "./object-headers.js";
import { textHeader } from "./oss-request.js";
import { deliverRendered, renderObject } from "./render-object.js";

/**
 * GetObject and HeadObject: the stored bytes, what a process string makes of them, or without one what a style does that the
 * name itself carries. Source: specification §1, §20.
 */
export async function readObject(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  // Where both are given the query counts; an empty value asks for no processing. Source: specification §1.
  const process = request.target.query.get("x-oss-process") ?? textHeader(request.headers, "x-oss-process") ?? "";
  if (process !== "") return renderObject(at, process, exchange);

  const styled = await service.findStyled(at, call);
  if (styled) return deliverRendered(styled.at, styled.pipeline, exchange);

  const object = await service.getObject(at, call);
  return deliver(exchange, object, objectHeaders(object), async () => ({
    content: { byteSize: object.byteSize, open: (range) => service.openObject(object, range, call) },
  }));
}

/** GetObjectMeta: the few facts that change with the bytes. A GET of them, as old clients send it, has no body to measure. */
export async function readObjectMeta(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const object = await service.getObject(at, call);
  return {
    status: 200,
    headers: {
      ETag: `"${object.etag}"`,
      "Last-Modified": httpDate(object.lastModified),
      "x-oss-hash-crc64ecma": object.crc64,
    },
    body: request.method === "HEAD" ? { kind: "unsent", byteSize: object.byteSize } : { kind: "empty" },
  };
}
