import type { ObjectRef } from "../service/ports.js";
import { type Answer, emptyAnswer } from "./answer.js";
import { bodyOptions } from "./body-options.js";
import type { Exchange } from "./exchange.js";
import { refuseVersion } from "./refuse-version.js";
import { versionHeaders } from "./version-headers.js";
import { headersToStore, writeOptions } from "./write-options.js";
import { writtenMd5 } from "./written-md5.js";

/** PutObject: streams the body into the store. */
export async function putObject(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const options = { ...writeOptions(request), ...bodyOptions(request), ...headersToStore(request) };
  const object = await service.putObject(at, request.body, options, call);
  return emptyAnswer(200, {
    ...versionHeaders(object),
    ...writtenMd5(options, object.etag),
  });
}

/** DeleteObject: 204 whether or not it was there. */
export async function deleteObject(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  refuseVersion(request.target.query.get("versionId"));
  await service.deleteObject(at, call);
  return emptyAnswer(204);
}
