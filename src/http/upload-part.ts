import type { ObjectRef } from "../service/ports.js";
import { type Answer, emptyAnswer } from "./answer.js";
import { bodyOptions } from "./body-options.js";
import type { Exchange } from "./exchange.js";
import { askedPartNumber, askedUpload } from "./upload-parameters.js";
import { versionHeaders } from "./version-headers.js";
import { writtenMd5 } from "./written-md5.js";

/** UploadPart: streams the body into the store as one part of an upload. Source: wire protocol §4.6. */
export async function uploadPart(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  const number = askedPartNumber(request.target.query);
  const options = bodyOptions(request);
  const upload = await askedUpload(at, exchange);
  const part = await service.putPart(upload, number, request.body, options, call);
  return emptyAnswer(200, {
    ...versionHeaders(part),
    ...writtenMd5(options, part.etag),
  });
}
