import type { ObjectRef } from "../service/ports.js";
import { type Answer, xmlAnswer } from "./answer.js";
import { keyEncoding } from "./encoding-type.js";
import type { Exchange } from "./exchange.js";
import { headersToStore, writeOptions } from "./write-options.js";

/** InitiateMultipartUpload: what is said of the object here holds when it is completed. Source: wire protocol §4.6. */
export async function startUpload(at: ObjectRef, { service, request, call }: Exchange): Promise<Answer> {
  const encoding = keyEncoding(request.target.query.get("encoding-type"));
  const upload = await service.startUpload(at, { ...writeOptions(request), ...headersToStore(request) }, call);
  return xmlAnswer([
    "InitiateMultipartUploadResult",
    [...encoding.nodes, ["Bucket", upload.bucket], ["Key", encoding.show(upload.key)], ["UploadId", upload.id]],
  ]);
}
