import { Failure } from "../../base/failure.js";
import type { ObjectKey } from "../../base/object-key.js";
import { childrenOf, type OssCall, textOf, type XmlNode } from "../../oss/index.js";
import type { Part, Upload, UploadStore, UploadsPage, UploadsQuery } from "../../service/ports.js";
import { unlessAbsent } from "./absent.js";
import { copySource, ofSource } from "./copy-object.js";
import { decoderOf } from "./list-objects.js";
import { readEtag, readTime, writtenHeaders } from "./object-headers.js";
import { isAltered, send, type WriteUse, written } from "./write-object.js";
import { type Element, writeXml } from "./xml.js";

/** Uploads in parts, which the object storage keeps. Source: wire protocol §4.6. */
export function uploads(use: WriteUse): UploadStore {
  const { client, maxObjectBytes } = use;
  const of = ({ bucket, key, id }: Upload) => ({ bucket, key, query: { uploadId: id } });

  async function list(query: UploadsQuery, signal: AbortSignal): Promise<UploadsPage> {
    const { bucket, prefix, delimiter, after, limit } = query;
    const wanted = {
      uploads: "",
      prefix: prefix || undefined,
      delimiter: delimiter || undefined,
      "key-marker": after?.key || undefined,
      "upload-id-marker": after?.key ? after.id || undefined : undefined,
      "max-uploads": limit,
      "encoding-type": "url",
    };
    const { xml } = await client.call({ method: "GET", bucket, query: wanted, isRepeatable: true }, signal);
    const decode = decoderOf(xml);
    const id = textOf(xml, "NextUploadIdMarker");
    const isMore = textOf(xml, "IsTruncated") === "true";
    return {
      uploads: childrenOf(xml, "Upload").map((each) => ({
        bucket,
        key: decode(textOf(each, "Key")) as ObjectKey,
        id: textOf(each, "UploadId") ?? "",
        initiatedAt: readTime(textOf(each, "Initiated")),
      })),
      commonPrefixes: childrenOf(xml, "CommonPrefixes").map((each) => decode(textOf(each, "Prefix"))),
      ...(isMore && { next: { key: decode(textOf(xml, "NextKeyMarker")), ...(id !== undefined && { id }) } }),
    };
  }

  const listParts: UploadStore["listParts"] = async (upload, { after, limit }, signal) => {
    const { bucket, key, query } = of(upload);
    const wanted = { ...query, "max-parts": limit, "part-number-marker": after };
    const { xml } = await client.call({ method: "GET", bucket, key, query: wanted, isRepeatable: true }, signal);
    const parts = childrenOf(xml, "Part").map(readPart);
    const last = parts.at(-1);
    return { parts, ...(textOf(xml, "IsTruncated") === "true" && last && { next: last.number }) };
  };

  return {
    startUpload: async ({ bucket, key }, options, signal) => {
      const headers = { ...writtenHeaders(options), "x-oss-object-acl": options.acl };
      const call: OssCall = { method: "POST", bucket, key, query: { uploads: "" }, headers, isRepeatable: false };
      const answer = await client.call(call, signal);
      const id = textOf(answer.xml, "UploadId");
      if (id === undefined) throw new Error("the object storage began an upload without an id");
      return { bucket, key, id };
    },

    findUpload: async ({ bucket, key }, id, signal) => {
      const upload = { bucket, key, id };
      const page = await unlessAbsent(listParts(upload, { limit: 1 }, signal), "NoSuchBucket", "NoSuchUpload");
      return page && upload;
    },

    listUploads: list,

    putPart: async (upload, number, body, { expectedBytes, expectedMd5 }, signal) => {
      const { bucket, key, query } = of(upload);
      const checks = { maxBytes: maxObjectBytes, expectedBytes, expectedMd5 };
      const call: OssCall = { method: "PUT", bucket, key, query: { ...query, partNumber: number }, isRepeatable: true };
      const { answer, facts } = await send(client, call, body, checks, signal);
      if (isAltered(answer, facts))
        throw new Failure("ServiceUnavailable", { reason: "The part was altered on its way.", retryAfterSeconds: 1 });
      return {
        number,
        etag: readEtag(answer.headers.etag),
        crc64: facts.crc64,
        byteSize: facts.byteSize,
        lastModified: readTime(answer.headers.date),
      };
    },

    copyPart: async (upload, number, source, range, signal) => {
      const { bucket, key, query } = of(upload);
      const call: OssCall = {
        method: "PUT",
        bucket,
        key,
        query: { ...query, partNumber: number },
        headers: {
          ...copySource(source),
          ...(range && { "x-oss-copy-source-range": `bytes=${range.start}-${range.end}` }),
        },
        isRepeatable: true,
      };
      await ofSource(source, client.call(call, signal));
      // Its answer does not tell the checksum.
      const [part] = (await listParts(upload, { after: number - 1, limit: 1 }, signal)).parts;
      if (part?.number !== number) throw new Failure("NoSuchUpload", { bucket, key, uploadId: upload.id });
      return part;
    },

    listParts,

    completeUpload: async (upload, { parts, acl, forbidOverwrite = false }, signal) => {
      const { bucket, key, query } = of(upload);
      const call: OssCall = {
        method: "POST",
        bucket,
        key,
        query,
        headers: {
          "Content-Type": "application/xml",
          "x-oss-object-acl": acl,
          ...(forbidOverwrite && { "x-oss-forbid-overwrite": "true" }),
          ...(parts === "all" && { "x-oss-complete-all": "yes" }),
        },
        body: parts === "all" ? undefined : writeXml(["CompleteMultipartUpload", parts.map(writePart)]),
        isRepeatable: false,
      };
      const answer = await client.call(call, signal);
      return written(use, upload, answer, signal, () => {
        throw new Failure("NoSuchKey", { bucket, key });
      });
    },

    abortUpload: async (upload, signal) => {
      const call = client.call({ method: "DELETE", ...of(upload), isRepeatable: false }, signal);
      return (await unlessAbsent(call, "NoSuchUpload", "NoSuchBucket")) !== undefined;
    },
  };
}

function readPart(part: XmlNode): Part {
  return {
    number: Number(textOf(part, "PartNumber")),
    etag: readEtag(textOf(part, "ETag")),
    crc64: textOf(part, "HashCrc64ecma") ?? "",
    byteSize: Number(textOf(part, "Size") ?? 0),
    lastModified: readTime(textOf(part, "LastModified")),
  };
}

function writePart({ number, etag }: Pick<Part, "number" | "etag">): Element {
  return [
    "Part",
    [
      ["PartNumber", number],
      ["ETag", `"${etag}"`],
    ],
  ];
}
