import { parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import { type Pipeline, parseProcess, type SaveTarget } from "../pipeline/index.js";
import type { ObjectRef } from "../service/ports.js";
import { type Answer, jsonAnswer } from "./answer.js";
import { type Exchange, pixelCall } from "./exchange.js";
import { invalidBody, maxProcessBodyBytes, parseProcessBody } from "./process-body.js";
import { refuseUnlisted } from "./refuse-unlisted.js";
import { deliverRendered } from "./render-object.js";
import { readBody } from "./request-body.js";
import { serverTiming } from "./server-timing.js";

/**
 * ProcessObject: saves the result where the body's `sys/saveas` says, or without it answers like GET. A process in the query
 * is another operation, `csv/select` for one. Source: specification §19; OSS manual, SelectObject.
 */
export async function processObject(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  const asked = request.target.query.get("x-oss-process");
  if (asked) throw new Failure("OperationNotServed", { operation: `POST ?x-oss-process=${asked}` });
  await service.authorizePost(at, call);
  const body = await readBody(request, maxProcessBodyBytes, () => invalidBody(`at most ${maxProcessBodyBytes} bytes`));
  const process = parseProcessBody(body);
  await service.authorizeRead(at, process, call);
  const { pipeline, saveAs } = parseProcess(process);
  refuseUnlisted(pipeline, exchange);
  return saveAs ? save(at, pipeline, saveAs, exchange) : deliverRendered(at, pipeline, exchange);
}

async function save(
  source: ObjectRef,
  pipeline: Pipeline,
  { key, bucket }: SaveTarget,
  exchange: Exchange,
): Promise<Answer> {
  const target = {
    bucket: bucket === undefined ? source.bucket : parseBucketName(bucket),
    key: parseObjectKey(key),
  };
  const { object, story } = await exchange.service.saveAs({ source, pipeline, target }, pixelCall(exchange));
  // The bucket is named only if the request named it.
  const answer = jsonAnswer(
    JSON.stringify({ bucket: bucket ?? "", fileSize: object.byteSize, object: object.key, status: "OK" }),
  );
  return story ? { ...answer, headers: { ...answer.headers, "Server-Timing": serverTiming(story) } } : answer;
}
