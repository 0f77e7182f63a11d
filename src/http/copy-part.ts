import { Failure } from "../base/failure.js";
import type { ObjectRef } from "../service/ports.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import { maxObjectBytes } from "./body-options.js";
import { getCopySource } from "./copy-source.js";
import type { Exchange } from "./exchange.js";
import { xmlDate } from "./http-date.js";
import { chooseRange } from "./range.js";
import { askedPartNumber, askedUpload } from "./upload-parameters.js";

/** UploadPartCopy: bytes of an object as one part of an upload; a range follows the rules of a GET's. Source: wire protocol §4.6. */
export async function copyPart(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  const number = askedPartNumber(request.target.query);
  const upload = await askedUpload(at, exchange);
  const source = await getCopySource(exchange);
  if (!source) return emptyAnswer(304);
  const range = chooseRange(request.headers, source.byteSize, "x-oss-copy-source-range");
  const byteSize = range ? range.end - range.start + 1 : source.byteSize;
  if (byteSize > maxObjectBytes) throw new Failure("EntityTooLarge", { limit: maxObjectBytes });
  const part = await service.copyPart(upload, number, source, range, call);
  return xmlAnswer(
    [
      "CopyPartResult",
      [
        ["LastModified", xmlDate(part.lastModified)],
        ["ETag", `"${part.etag}"`],
      ],
    ],
    // One client looks for it here.
    { ETag: `"${part.etag}"` },
  );
}
