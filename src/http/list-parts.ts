import type { ObjectRef, Part } from "../service/ports.js";
import { type Answer, xmlAnswer } from "./answer.js";
import { countParameter } from "./count-parameter.js";
import { keyEncoding } from "./encoding-type.js";
import type { Exchange } from "./exchange.js";
import { xmlDate } from "./http-date.js";
import { askedUpload } from "./upload-parameters.js";
import type { XmlNode } from "./xml.js";

const maxPage = 1000;

/** ListParts: those that were received, in order of their numbers. Source: wire protocol §4.6. */
export async function listParts(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  const { query } = request.target;
  const encoding = keyEncoding(query.get("encoding-type"));
  const limit = countParameter(query, "max-parts", { min: 1, max: maxPage, fallback: maxPage });
  const after = countParameter(query, "part-number-marker", { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 });
  const upload = await askedUpload(at, exchange);
  const { parts, next } = await service.listParts(upload, { after, limit }, call);
  return xmlAnswer([
    "ListPartsResult",
    [
      ...encoding.nodes,
      ["Bucket", at.bucket],
      ["Key", encoding.show(at.key)],
      ["UploadId", upload.id],
      ["PartNumberMarker", after],
      ["NextPartNumberMarker", next ?? parts.at(-1)?.number ?? after],
      ["MaxParts", limit],
      ["IsTruncated", next !== undefined],
      ["StorageClass", "Standard"],
      ...parts.map(partNode),
    ],
  ]);
}

function partNode({ number, lastModified, etag, crc64, byteSize }: Part): XmlNode {
  return [
    "Part",
    [
      ["PartNumber", number],
      ["LastModified", xmlDate(lastModified)],
      ["ETag", `"${etag}"`],
      ["HashCrc64ecma", crc64],
      ["Size", byteSize],
    ],
  ];
}
