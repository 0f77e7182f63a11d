import type { BucketName } from "../base/bucket-name.js";
import type { ListedUpload } from "../service/ports.js";
import { type Answer, xmlAnswer } from "./answer.js";
import { countParameter } from "./count-parameter.js";
import { keyEncoding } from "./encoding-type.js";
import type { Exchange } from "./exchange.js";
import { xmlDate } from "./http-date.js";
import type { XmlNode } from "./xml.js";

const maxPage = 1000;

/** ListMultipartUploads: uploads under way, in order of key, then id. Source: wire protocol §4.6. */
export async function listUploads(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  const { query } = request.target;
  const text = (name: string) => query.get(name) ?? "";
  const { show, nodes } = keyEncoding(query.get("encoding-type"));
  const [prefix, delimiter, keyMarker, idMarker] = ["prefix", "delimiter", "key-marker", "upload-id-marker"].map(text);
  const limit = countParameter(query, "max-uploads", { min: 1, max: maxPage, fallback: maxPage });
  const page = await service.listUploads(
    {
      bucket,
      limit,
      ...(prefix && { prefix }),
      ...(delimiter && { delimiter }),
      // An id counts only next to a key.
      ...(keyMarker && { after: { key: keyMarker, ...(idMarker && { id: idMarker }) } }),
    },
    call,
  );
  return xmlAnswer([
    "ListMultipartUploadsResult",
    [
      ...nodes,
      ["Bucket", bucket],
      ["KeyMarker", show(keyMarker ?? "")],
      ["UploadIdMarker", idMarker ?? ""],
      ["NextKeyMarker", show(page.next?.key ?? "")],
      ["NextUploadIdMarker", page.next?.id ?? ""],
      ["Delimiter", show(delimiter ?? "")],
      ["Prefix", show(prefix ?? "")],
      ["MaxUploads", limit],
      ["IsTruncated", page.next !== undefined],
      ...page.uploads.map((upload) => uploadNode(upload, show)),
      ...page.commonPrefixes.map((each): XmlNode => ["CommonPrefixes", [["Prefix", show(each)]]]),
    ],
  ]);
}

function uploadNode({ key, id, initiatedAt }: ListedUpload, show: (text: string) => string): XmlNode {
  return [
    "Upload",
    [
      ["Key", show(key)],
      ["UploadId", id],
      ["StorageClass", "Standard"],
      ["Initiated", xmlDate(initiatedAt)],
    ],
  ];
}
