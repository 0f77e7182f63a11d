import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { type ObjectKey, parseObjectKey } from "../base/object-key.js";
import { type Answer, xmlAnswer } from "./answer.js";
import { keyEncoding } from "./encoding-type.js";
import type { Exchange } from "./exchange.js";
import { wireHeader } from "./oss-request.js";
import { childText, readXml, type XmlElement } from "./read-xml.js";
import { refuseVersion } from "./refuse-version.js";
import { readDocument } from "./request-body.js";
import type { XmlNode } from "./xml.js";

const maxKeys = 1000;

/**
 * DeleteMultipleObjects: those that are not there count as deleted. One client asks for the encoding in a header. Source:
 * wire protocol §4.3.
 */
export async function deleteObjects(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  await service.authorizeDelete(bucket, call);
  const encoding = keyEncoding(
    request.target.query.get("encoding-type") ?? wireHeader(request.headers, "encoding-type"),
  );
  const { keys, isQuiet } = parseDelete(readXml(await readDocument(request), "Delete"));
  await service.deleteObjects(bucket, keys, call);
  const deleted = isQuiet ? [] : keys.map((key): XmlNode => ["Deleted", [["Key", encoding.show(key)]]]);
  return xmlAnswer(["DeleteResult", [...encoding.nodes, ...deleted]]);
}

/** Throws MalformedXML, OperationNotServed, InvalidObjectName. */
function parseDelete(root: XmlElement): { readonly keys: readonly ObjectKey[]; readonly isQuiet: boolean } {
  const objects = root.children.filter(({ name }) => name === "Object");
  if (objects.length < 1 || objects.length > maxKeys)
    throw new Failure("MalformedXML", { reason: `expected 1..${maxKeys} <Object> in <Delete>, got ${objects.length}` });
  for (const { name, text } of objects.flatMap(({ children }) => children))
    if (name === "VersionId") refuseVersion(text.trim());
  const isQuiet = root.children.some(({ name, text }) => name === "Quiet" && text.trim().toLowerCase() === "true");
  return { keys: objects.map((object) => parseObjectKey(childText(object, "Key"))), isQuiet };
}
