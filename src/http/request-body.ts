import { createHash } from "node:crypto";
import { Failure } from "../base/failure.js";
import { type OssRequest, wireHeader } from "./oss-request.js";

/** Documents in requests: the largest that any operation takes. Source: OSS manual, DeleteMultipleObjects. */
export const maxDocumentBytes = 2 * 1024 * 1024;

/**
 * A small body, whole. Throws `tooLarge()` as soon as it passes `maxBytes`, InvalidDigest when Content-MD5 does not fit,
 * RequestTimeout when the client stops before its end.
 */
export async function readBody(request: OssRequest, maxBytes: number, tooLarge: () => Failure): Promise<Buffer> {
  const expectedMd5 = contentMd5(request);
  const chunks: Buffer[] = [];
  let byteSize = 0;
  try {
    for await (const chunk of request.body as AsyncIterable<Buffer>) {
      byteSize += chunk.length;
      if (byteSize > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure("RequestTimeout", {}, { cause });
  }
  const body = Buffer.concat(chunks);
  if (expectedMd5 !== undefined && md5(body) !== expectedMd5)
    throw new Failure("InvalidDigest", { provided: expectedMd5 });
  return body;
}

/** A document of at most 2 MB. Throws MalformedXML above, and what `readBody` throws. */
export function readDocument(request: OssRequest): Promise<Buffer> {
  return readBody(
    request,
    maxDocumentBytes,
    () => new Failure("MalformedXML", { reason: `it is larger than ${maxDocumentBytes} bytes` }),
  );
}

/** Content-MD5 as given. Throws InvalidDigest unless it is the base64 of 16 bytes. */
export function contentMd5({ headers }: OssRequest): string | undefined {
  const provided = wireHeader(headers, "content-md5");
  if (provided !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(provided))
    throw new Failure("InvalidDigest", { provided });
  return provided;
}

/** Some clients send the digest of nothing with requests that have no body. Throws InvalidDigest for another one. */
export function checkDigestOfNothing(request: OssRequest): void {
  const provided = contentMd5(request);
  if (provided !== undefined && provided !== md5(Buffer.alloc(0))) throw new Failure("InvalidDigest", { provided });
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("base64");
}
