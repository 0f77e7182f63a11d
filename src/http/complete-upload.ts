import { Failure } from "../base/failure.js";
import type { CompleteOptions, ObjectRef } from "../service/ports.js";
import { type Answer, xmlAnswer } from "./answer.js";
import { keyEncoding } from "./encoding-type.js";
import type { Exchange } from "./exchange.js";
import { objectLocation } from "./object-location.js";
import { type OssRequest, wireHeader } from "./oss-request.js";
import { childText, readXml, type XmlElement } from "./read-xml.js";
import { readDocument } from "./request-body.js";
import { askedUpload, maxParts } from "./upload-parameters.js";
import { versionHeaders } from "./version-headers.js";
import { writeOptions } from "./write-options.js";

/** A part is an element of two, and the list is one itself. */
const maxElements = 3 * maxParts + 1;

/** CompleteMultipartUpload: makes the object of the parts that the body names, or of all. Source: wire protocol §4.6. */
export async function completeUpload(at: ObjectRef, exchange: Exchange): Promise<Answer> {
  const { service, request, call } = exchange;
  const encoding = keyEncoding(request.target.query.get("encoding-type"));
  const write = writeOptions(request);
  const upload = await askedUpload(at, exchange);
  const parts = parseParts(request, await readDocument(request));
  const object = await service.completeUpload(upload, { ...write, parts }, call);
  return xmlAnswer(
    [
      "CompleteMultipartUploadResult",
      [
        ...encoding.nodes,
        ["Location", objectLocation(at, exchange)],
        ["Bucket", at.bucket],
        ["Key", encoding.show(at.key)],
        ["ETag", `"${object.etag}"`],
      ],
    ],
    versionHeaders(object),
  );
}

/** Throws MalformedXML, InvalidArgument. */
function parseParts(request: OssRequest, body: Buffer): CompleteOptions["parts"] {
  const name = "x-oss-complete-all";
  const got = wireHeader(request.headers, name);
  if (got === undefined) return namedParts(readXml(body, "CompleteMultipartUpload", { maxElements }));
  if (got.toLowerCase() !== "yes") throw new Failure("InvalidArgument", { name, got, expected: "yes" });
  if (body.length > 0) throw new Failure("InvalidArgument", { name, got, expected: "no body next to it" });
  return "all";
}

function namedParts(root: XmlElement): Exclude<CompleteOptions["parts"], "all"> {
  const parts = root.children.filter(({ name }) => name === "Part");
  if (parts.length < 1 || parts.length > maxParts)
    throw new Failure("MalformedXML", { reason: `expected 1..${maxParts} <Part>, got ${parts.length}` });
  return parts.map((part) => ({
    number: partNumber(childText(part, "PartNumber").trim()),
    etag: bareEtag(childText(part, "ETag")),
  }));
}

function partNumber(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > maxParts)
    throw new Failure("InvalidArgument", { name: "PartNumber", got: text, expected: `an integer 1..${maxParts}` });
  return number;
}

/** Clients quote it, or not. */
function bareEtag(text: string): string {
  return text.trim().replace(/^"(.*)"$/, "$1");
}
