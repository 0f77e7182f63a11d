import { assertNever } from "../base/assert-never.js";
import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import type { ObjectRef } from "../service/ports.js";
import type { Answer } from "./answer.js";
import {
  deleteBucket,
  getBucketAcl,
  getBucketInfo,
  getBucketLocation,
  listBuckets,
  putBucket,
  putBucketAcl,
} from "./buckets.js";
import type { Exchange, Resource } from "./exchange.js";
import { listObjects } from "./list-objects.js";
import { getObjectAcl, putObjectAcl } from "./object-acl.js";
import { processObject } from "./process-object.js";
import { readObject, readObjectMeta } from "./read-object.js";
import type { Query } from "./request-target.js";
import { deleteStyle, getStyles, putStyle } from "./styles.js";
import { deleteObject, putObject } from "./write-object.js";

type Method = "GET" | "HEAD" | "PUT" | "POST" | "DELETE";

/** One thing that can be asked: a method, and the sub-resource in the query, if any, that makes it another operation. */
interface Operation<Run> {
  readonly name: string;
  readonly methods: readonly Method[];
  readonly subResource?: string;
  readonly run: Run;
}

type ServiceRun = (exchange: Exchange) => Promise<Answer>;
type BucketRun = (bucket: BucketName, exchange: Exchange) => Promise<Answer>;
type ObjectRun = (at: ObjectRef, exchange: Exchange) => Promise<Answer>;

const serviceOperations: readonly Operation<ServiceRun>[] = [
  { name: "ListBuckets", methods: ["GET"], run: listBuckets },
];

const bucketOperations: readonly Operation<BucketRun>[] = [
  { name: "GetBucketAcl", methods: ["GET"], subResource: "acl", run: getBucketAcl },
  { name: "PutBucketAcl", methods: ["PUT"], subResource: "acl", run: putBucketAcl },
  { name: "GetBucketInfo", methods: ["GET"], subResource: "bucketInfo", run: getBucketInfo },
  { name: "GetBucketLocation", methods: ["GET"], subResource: "location", run: getBucketLocation },
  { name: "GetStyle", methods: ["GET"], subResource: "style", run: getStyles },
  { name: "PutStyle", methods: ["PUT"], subResource: "style", run: putStyle },
  { name: "DeleteStyle", methods: ["DELETE"], subResource: "style", run: deleteStyle },
  { name: "ListObjects", methods: ["GET"], run: listObjects },
  { name: "PutBucket", methods: ["PUT"], run: putBucket },
  { name: "DeleteBucket", methods: ["DELETE"], run: deleteBucket },
];

const objectOperations: readonly Operation<ObjectRun>[] = [
  { name: "GetObjectAcl", methods: ["GET"], subResource: "acl", run: getObjectAcl },
  { name: "PutObjectAcl", methods: ["PUT"], subResource: "acl", run: putObjectAcl },
  { name: "GetObjectMeta", methods: ["GET", "HEAD"], subResource: "objectMeta", run: readObjectMeta },
  { name: "ProcessObject", methods: ["POST"], subResource: "x-oss-process", run: processObject },
  { name: "GetObject", methods: ["GET", "HEAD"], run: readObject },
  { name: "PutObject", methods: ["PUT"], run: putObject },
  { name: "DeleteObject", methods: ["DELETE"], run: deleteObject },
];

/** Sub-resources of OSS that name an operation this gateway does not serve: taking it for a plain one could do harm. */
const unserved: { readonly [K in Resource["kind"]]: readonly string[] } = {
  service: ["regions", "userQosInfo"],
  bucket:
    `accessMonitor archiveDirectRead cname comp cors delete encryption httpsConfig inventory lifecycle logging metaQuery objectWorm
    policy policyStatus processConfiguration publicAccessBlock qosInfo referer replication replicationLocation
    replicationProgress requestPayment resourceGroup responseHeader rtc stat tagging transferAcceleration uploads
    versioning versions vod website worm wormExtend wormId`.split(/\s+/),
  object:
    `append callback cleanRestoredObject live partNumber restore symlink tagging uploadId uploads vod x-oss-async-process`.split(
      /\s+/,
    ),
};

/** What is served and what is refused, for documentation. */
export const operationTable = {
  served: { service: serviceOperations, bucket: bucketOperations, object: objectOperations },
  unserved,
} as const;

/** An operation that was chosen, ready to run. */
export interface Chosen {
  readonly name: string;
  run(exchange: Exchange): Promise<Answer>;
}

/** The operation that method, resource and query ask for. Throws MethodNotAllowed, OperationNotServed. */
export function chooseOperation(method: string, resource: Resource, query: Query): Chosen {
  switch (resource.kind) {
    case "service": {
      const { name, run } = choose(serviceOperations, method, resource.kind, query);
      return { name, run };
    }
    case "bucket": {
      const { name, run } = choose(bucketOperations, method, resource.kind, query);
      return { name, run: (exchange) => run(resource.bucket, exchange) };
    }
    case "object": {
      const { name, run } = choose(objectOperations, method, resource.kind, query);
      return { name, run: (exchange) => run(resource.at, exchange) };
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
): Operation<Run> {
  const strange = unserved[kind].find((name) => query.has(name));
  if (strange !== undefined) throw new Failure("OperationNotServed", { operation: `${method} ?${strange}` });
  const matching = operations.filter(({ methods }) => methods.some((known) => known === method));
  // A process string with GET and HEAD says how to read the object; only with POST it is an operation of its own.
  const isServed = (name: string) => operations.some((operation) => operation.subResource === name);
  const asked = [...query.keys()].filter((name) => isServed(name) && !(name === "x-oss-process" && isRead(method)));
  const found = matching.find(({ subResource }) =>
    asked.length === 0 ? !subResource : asked.includes(subResource ?? ""),
  );
  if (found) return found;
  if (method === "OPTIONS" || method === "POST")
    throw new Failure("OperationNotServed", { operation: `${method} (${kind})` });
  throw new Failure("MethodNotAllowed", { method, resource: kind });
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
