import type { ObjectRef } from "../service/ports.js";
import { type Answer, emptyAnswer } from "./answer.js";
import type { Exchange } from "./exchange.js";
import { askedUpload } from "./upload-parameters.js";

/** AbortMultipartUpload: drops the upload with its parts. */
export async function abortUpload(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  await exchange.service.abortUpload(await askedUpload(at, exchange), exchange.call);
  return emptyAnswer(204);
}
