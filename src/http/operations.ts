import type { IncomingHttpHeaders } from "node:http";
import { assertNever } from "../base/assert-never.js";
import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import type { ObjectRef } from "../service/ports.js";
import { abortUpload } from "./abort-upload.js";
import type { Answer } from "./answer.js";
import { appendObject } from "./append-object.js";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./bucket-cors.js";
import {
  deleteBucket,
  getBucketAcl,
  getBucketInfo,
  getBucketLocation,
  listBuckets,
  putBucket,
  putBucketAcl,
} from "./buckets.js";
import { completeUpload } from "./complete-upload.js";
import { copyObject } from "./copy-object.js";
import { copyPart } from "./copy-part.js";
import { copySourceHeader } from "./copy-source.js";
import { deleteObjects } from "./delete-objects.js";
import type { Exchange, Resource } from "./exchange.js";
import { listObjects } from "./list-objects.js";
import { listParts } from "./list-parts.js";
import { listUploads } from "./list-uploads.js";
import { getObjectAcl, putObjectAcl } from "./object-acl.js";
import { postObject } from "./post-object.js";
import { preflight } from "./preflight.js";
import { processObject } from "./process-object.js";
import { readObject, readObjectMeta } from "./read-object.js";
import type { Query } from "./request-target.js";
import { startUpload } from "./start-upload.js";
import { deleteStyle, getStyles, putStyle } from "./styles.js";
import { uploadPart } from "./upload-part.js";
import { deleteObject, putObject } from "./write-object.js";

type Method = "GET" | "HEAD" | "PUT" | "POST" | "DELETE" | "OPTIONS";

/** One thing that can be asked: a method, and the sub-resource in the query, if any, that makes it another operation. */
interface Operation<Run> {
  readonly name: string;
  readonly methods: readonly Method[];
  readonly subResource?: string;
  /** A header that does the same. */
  readonly header?: string;
  /** It reads the body; with any other operation a Content-MD5 must be that of nothing. */
  readonly takesBody?: true;
  readonly run: Run;
}

type ServiceRun = (exchange: Exchange) => Promise<Answer>;
type BucketRun = (bucket: BucketName, exchange: Exchange) => Promise<Answer>;
type ObjectRun = (at: ObjectRef, exchange: Exchange) => Promise<Answer>;

const serviceOperations: readonly Operation<ServiceRun>[] = [
  { name: "ListBuckets", methods: ["GET"], run: listBuckets },
  { name: "OptionObject", methods: ["OPTIONS"], run: (exchange) => preflight(undefined, exchange) },
];

const bucketOperations: readonly Operation<BucketRun>[] = [
  { name: "GetBucketAcl", methods: ["GET"], subResource: "acl", run: getBucketAcl },
  { name: "PutBucketAcl", methods: ["PUT"], subResource: "acl", run: putBucketAcl },
  { name: "GetBucketInfo", methods: ["GET"], subResource: "bucketInfo", run: getBucketInfo },
  { name: "GetBucketLocation", methods: ["GET"], subResource: "location", run: getBucketLocation },
  { name: "GetBucketCors", methods: ["GET"], subResource: "cors", run: getBucketCors },
  { name: "PutBucketCors", methods: ["PUT"], subResource: "cors", takesBody: true, run: putBucketCors },
  { name: "DeleteBucketCors", methods: ["DELETE"], subResource: "cors", run: deleteBucketCors },
  { name: "GetStyle", methods: ["GET"], subResource: "style", run: getStyles },
  { name: "PutStyle", methods: ["PUT"], subResource: "style", takesBody: true, run: putStyle },
  { name: "DeleteStyle", methods: ["DELETE"], subResource: "style", run: deleteStyle },
  { name: "ListMultipartUploads", methods: ["GET"], subResource: "uploads", run: listUploads },
  { name: "DeleteMultipleObjects", methods: ["POST"], subResource: "delete", takesBody: true, run: deleteObjects },
  { name: "ListObjects", methods: ["GET"], run: listObjects },
  { name: "PutBucket", methods: ["PUT"], takesBody: true, run: putBucket },
  { name: "DeleteBucket", methods: ["DELETE"], run: deleteBucket },
  { name: "PostObject", methods: ["POST"], takesBody: true, run: postObject },
  { name: "OptionObject", methods: ["OPTIONS"], run: preflight },
];

const objectOperations: readonly Operation<ObjectRun>[] = [
  { name: "GetObjectAcl", methods: ["GET"], subResource: "acl", run: getObjectAcl },
  { name: "PutObjectAcl", methods: ["PUT"], subResource: "acl", run: putObjectAcl },
  { name: "GetObjectMeta", methods: ["GET", "HEAD"], subResource: "objectMeta", run: readObjectMeta },
  { name: "ProcessObject", methods: ["POST"], subResource: "x-oss-process", takesBody: true, run: processObject },
  { name: "AppendObject", methods: ["POST"], subResource: "append", takesBody: true, run: appendObject },
  { name: "InitiateMultipartUpload", methods: ["POST"], subResource: "uploads", run: startUpload },
  { name: "UploadPartCopy", methods: ["PUT"], subResource: "partNumber", header: copySourceHeader, run: copyPart },
  { name: "UploadPart", methods: ["PUT"], subResource: "partNumber", takesBody: true, run: uploadPart },
  { name: "CompleteMultipartUpload", methods: ["POST"], subResource: "uploadId", takesBody: true, run: completeUpload },
  { name: "AbortMultipartUpload", methods: ["DELETE"], subResource: "uploadId", run: abortUpload },
  { name: "ListParts", methods: ["GET"], subResource: "uploadId", run: listParts },
  { name: "GetObject", methods: ["GET", "HEAD"], run: readObject },
  { name: "CopyObject", methods: ["PUT"], header: copySourceHeader, run: copyObject },
  { name: "PutObject", methods: ["PUT"], takesBody: true, run: putObject },
  { name: "DeleteObject", methods: ["DELETE"], run: deleteObject },
  { name: "OptionObject", methods: ["OPTIONS"], run: ({ bucket }, exchange) => preflight(bucket, exchange) },
];

/** Sub-resources of OSS that name an operation this gateway does not serve: taking it for a plain one could do harm. */
const unserved: { readonly [K in Resource["kind"]]: readonly string[] } = {
  service: ["regions", "userQosInfo"],
  bucket:
    `accessMonitor archiveDirectRead cname comp encryption httpsConfig inventory lifecycle logging metaQuery objectWorm
    policy policyStatus processConfiguration publicAccessBlock qosInfo referer replication replicationLocation
    replicationProgress requestPayment resourceGroup responseHeader rtc stat tagging transferAcceleration
    versioning versions vod website worm wormExtend wormId`.split(/\s+/),
  object:
    "callback cleanRestoredObject live restore symlink tagging vod x-oss-async-process".split(" "),
};

/** What is served and what is refused, for documentation. */
export const operationTable = {
  served: { service: serviceOperations, bucket: bucketOperations, object: objectOperations },
  unserved,
} as const;

/** An operation that was chosen, ready to run. */
export interface Chosen {
  readonly name: string;
  readonly takesBody: boolean;
  run(exchange: Exchange): Promise<Answer>;
}

/** The operation that method, resource, query and headers ask for. Throws MethodNotAllowed, OperationNotServed. */
export function chooseOperation(
  method: string,
  resource: Resource,
  given: Query,
  headers: IncomingHttpHeaders,
): Chosen {
  // A preflight carries the query of the request to come.
  const query: Query = method === "OPTIONS" ? new Map() : given;
  switch (resource.kind) {
    case "service": {
      const { name, takesBody = false, run } = choose(serviceOperations, method, resource.kind, query, headers);
      return { name, takesBody, run };
    }
    case "bucket": {
      const { name, takesBody = false, run } = choose(bucketOperations, method, resource.kind, query, headers);
      return { name, takesBody, run: (exchange) => run(resource.bucket, exchange) };
    }
    case "object": {
      const { name, takesBody = false, run } = choose(objectOperations, method, resource.kind, query, headers);
      return { name, takesBody, run: (exchange) => run(resource.at, exchange) };
    }
    default:
      return assertNever(resource);
  }
}

function choose<Run>(
  operations: readonly Operation<Run>[],
  method: string,
  kind: Resource["kind"],
  query: Query,
  headers: IncomingHttpHeaders,
): Operation<Run> {
  const strange = unserved[kind].find((name) => query.has(name));
  if (strange !== undefined) throw new Failure("OperationNotServed", { operation: `${method} ?${strange}` });
  const matching = operations.filter(({ methods }) => methods.some((known) => known === method));
  // A process string with GET and HEAD says how to read the object; only with POST it is an operation of its own.
  const isServed = (name: string) => operations.some((operation) => operation.subResource === name);
  const asked = [...query.keys()].filter((name) => isServed(name) && !(name === "x-oss-process" && isRead(method)));
  const found = matching
    .filter(({ header }) => header === undefined || headers[header] !== undefined)
    .find(({ subResource }) => (asked.length === 0 ? !subResource : asked.includes(subResource ?? "")));
  if (found) return found;
  if (method === "POST")
    throw new Failure("OperationNotServed", { operation: `${method} (${kind})` });
  throw new Failure("MethodNotAllowed", { method, resource: kind });
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
