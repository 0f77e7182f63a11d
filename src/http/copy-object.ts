import { Failure } from "../base/failure.js";
import type { ObjectHeaders, ObjectRef } from "../service/ports.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import { maxObjectBytes } from "./body-options.js";
import { getCopySource } from "./copy-source.js";
import type { Exchange } from "./exchange.js";
import { xmlDate } from "./http-date.js";
import { type OssRequest, wireHeader } from "./oss-request.js";
import { versionHeaders } from "./version-headers.js";
import { headersToStore, writeOptions } from "./write-options.js";

/** CopyObject: the same bytes under another name, or under the same with other headers. Source: wire protocol §4.4. */
export async function copyObject(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  const write = writeOptions(request);
  const headers = headersOfCopy(request);
  const source = await getCopySource(exchange);
  if (!source) return emptyAnswer(304);
  if (source.byteSize > maxObjectBytes) throw new Failure("EntityTooLarge", { limit: maxObjectBytes });
  const copy = await service.copyObject(source, at, { ...write, ...(headers && { headers }) }, call);
  return xmlAnswer(
    [
      "CopyObjectResult",
      [
        ["LastModified", xmlDate(copy.lastModified)],
        ["ETag", `"${copy.etag}"`],
      ],
    ],
    // One client looks for them here.
    versionHeaders(copy),
  );
}

/** `undefined`: the source's own, and what the request has is passed over. Throws InvalidArgument. */
function headersOfCopy(request: OssRequest): ObjectHeaders | undefined {
  const name = "x-oss-metadata-directive";
  const got = wireHeader(request.headers, name) ?? "COPY";
  switch (got.toUpperCase()) {
    case "COPY":
      return undefined;
    case "REPLACE":
      return headersToStore(request);
    default:
      throw new Failure("InvalidArgument", { name, got, expected: "COPY or REPLACE" });
  }
}
