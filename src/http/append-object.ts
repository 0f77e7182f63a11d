import { Failure } from "../base/failure.js";
import type { ObjectRef } from "../service/ports.js";
import { type Answer, emptyAnswer } from "./answer.js";
import { bodyOptions, maxObjectBytes } from "./body-options.js";
import { countParameter } from "./count-parameter.js";
import type { Exchange } from "./exchange.js";
import type { Query } from "./request-target.js";
import { versionHeaders } from "./version-headers.js";
import { headersToStore, writeOptions } from "./write-options.js";

/** AppendObject: the body goes to the end of an object, which the first append makes. Source: wire protocol §4.3. */
export async function appendObject(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const position = appendPosition(request.target.query);
  const { forbidOverwrite: _, ...write } = writeOptions(request);
  const body = bodyOptions(request);
  if (position + (body.expectedBytes ?? 0) > maxObjectBytes)
    throw new Failure("EntityTooLarge", { limit: maxObjectBytes });
  const options = { ...write, ...body, ...headersToStore(request), position };
  const object = await service.appendObject(at, request.body, options, call);
  return emptyAnswer(200, {
    ...versionHeaders(object),
    "x-oss-next-append-position": String(object.byteSize),
  });
}

function appendPosition(query: Query): number {
  if (!query.get("position")) throw new Failure("MissingArgument", { name: "position", expected: "where to append" });
  return countParameter(query, "position", { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
}
