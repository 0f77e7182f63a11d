import { type Failure, isFailure } from "../base/failure.js";
import type { Answer } from "./answer.js";
import { errorXml } from "./error-xml.js";

/** HEAD answers carry the document in a header, and clients take only so much of those. */
const maxHeaderXmlBytes = 6 * 1024;
/** A name of 253 characters with a port; what is longer was no host. Source: RFC 1035 §2.3.4. */
const maxHostLength = 260;

/** The one place where a Failure becomes an answer: XML, or for HEAD the XML in a header. Source: wire protocol §2.1. */
export function failureAnswer(failure: Failure, request: { id: string; host: string; method: string }): Answer {
  const headers = {
    "Content-Type": "application/xml",
    ...(failure.ec !== undefined && { "x-oss-ec": failure.ec }),
    ...(isFailure(failure, "PositionNotEqualToLength") && {
      "x-oss-next-append-position": String(failure.details.length),
    }),
    ...(isFailure(failure, "InvalidRange") &&
      request.method === "GET" && { "Content-Range": `bytes */${failure.details.size}` }),
    ...(isFailure(failure, "MethodNotAllowed") && { Allow: failure.details.allowed.join(", ") }),
    ...(isFailure(failure, "ServiceUnavailable") && { "Retry-After": String(failure.details.retryAfterSeconds) }),
  };
  const xml = errorXml(failure, request);
  if (request.method !== "HEAD") return { status: failure.status, headers, body: { kind: "text", text: xml } };

  const fits = Buffer.byteLength(xml) <= maxHeaderXmlBytes;
  const host = request.host.slice(0, maxHostLength);
  const document = fits ? xml : errorXml(failure, { ...request, host }, { brief: true });
  return {
    status: failure.status,
    headers: { ...headers, "x-oss-err": Buffer.from(document).toString("base64") },
    body: { kind: "empty" },
  };
}
