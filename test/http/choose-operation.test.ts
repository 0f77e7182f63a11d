import { expect, test } from "vitest";
import { chooseOperation } from "../../src/http/choose-operation.js";
import { parseResource, type Resource } from "../../src/http/exchange.js";
import type { Operation } from "../../src/http/operation.js";
import { servedOperations } from "../../src/http/operations.js";
import { parseQuery } from "../../src/http/request-target.js";
import { unservedOperations } from "../../src/http/unserved-operations.js";
import { expectFailure } from "../support/expect-failure.js";

const resources: Record<string, Resource> = {
  service: parseResource({}),
  bucket: parseResource({ bucket: "demo" }),
  object: parseResource({ bucket: "demo", key: "k" }),
};
const choose = (method: string, kind: string, query: string, headers: Record<string, string> = {}) =>
  chooseOperation(method, resources[kind]!, parseQuery(query), headers).name;

test.each([
  ["GET", "service", "prefix=a", "ListBuckets"],
  ["GET", "bucket", "", "ListObjects"],
  ["GET", "bucket", "list-type=2&prefix=acl", "ListObjects"],
  ["GET", "bucket", "acl=", "GetBucketAcl"],
  ["PUT", "bucket", "acl", "PutBucketAcl"],
  ["GET", "bucket", "bucketInfo", "GetBucketInfo"],
  ["GET", "bucket", "location", "GetBucketLocation"],
  ["GET", "bucket", "style&styleName=a", "GetStyle"],
  ["PUT", "bucket", "styleName=a&style&category=image", "PutStyle"],
  ["DELETE", "bucket", "style=demo&styleName=a", "DeleteStyle"],
  ["GET", "bucket", "cors", "GetBucketCors"],
  ["PUT", "bucket", "cors=", "PutBucketCors"],
  ["DELETE", "bucket", "cors", "DeleteBucketCors"],
  ["POST", "bucket", "", "PostObject"],
  ["OPTIONS", "service", "", "OptionObject"],
  ["POST", "service", "", "AssumeRole"],
  ["OPTIONS", "bucket", "delete", "OptionObject"],
  ["OPTIONS", "object", "uploads&symlink", "OptionObject"],
  ["PUT", "bucket", "", "PutBucket"],
  ["DELETE", "bucket", "", "DeleteBucket"],
  ["GET", "object", "", "GetObject"],
  ["GET", "object", "x-oss-process=image/info", "GetObject"],
  ["HEAD", "object", "x-oss-process=image/info", "GetObject"],
  ["GET", "object", "versionId=null&unheard=1", "GetObject"],
  ["GET", "object", "acl", "GetObjectAcl"],
  ["PUT", "object", "acl", "PutObjectAcl"],
  ["HEAD", "object", "objectMeta", "GetObjectMeta"],
  ["GET", "object", "objectMeta=", "GetObjectMeta"],
  ["PUT", "object", "", "PutObject"],
  ["DELETE", "object", "", "DeleteObject"],
  ["POST", "object", "x-oss-process", "ProcessObject"],
  ["POST", "bucket", "delete&encoding-type=url", "DeleteMultipleObjects"],
  ["GET", "bucket", "uploads&prefix=a", "ListMultipartUploads"],
  ["POST", "object", "append&position=0", "AppendObject"],
  ["POST", "object", "uploads", "InitiateMultipartUpload"],
  ["PUT", "object", "partNumber=1&uploadId=A", "UploadPart"],
  ["PUT", "object", "uploadId=A&partNumber=1", "UploadPart"],
  ["POST", "object", "encoding-type=url&uploadId=A", "CompleteMultipartUpload"],
  ["DELETE", "object", "uploadId=A", "AbortMultipartUpload"],
  ["GET", "object", "uploadId=A&max-parts=1", "ListParts"],
])("%s of a %s with ?%s is %s", (method, kind, query, name) => {
  expect(choose(method, kind, query)).toBe(name);
});

test.each([
  ["GET", "bucket", "lifecycle"],
  ["POST", "object", "x-oss-async-process"],
  ["POST", "object", ""],
  ["PUT", "object", "symlink"],
])("%s of a %s with ?%s is not served", async (method, kind, query) => {
  const failure = await expectFailure("OperationNotServed", () => choose(method, kind, query));
  expect(failure.status).toBe(400);
});

test.each(
  Object.entries(unservedOperations).flatMap(([kind, names]) =>
    Object.keys(names).map((name) => [kind, name] as const),
  ),
)("of a %s ?%s is refused with every method, and taken for nothing else", async (kind, name) => {
  for (const method of ["GET", "HEAD", "PUT", "POST", "DELETE"])
    await expectFailure("OperationNotServed", () => choose(method, kind, `prefix=a&${name}=`));
});

test("what is served is not refused by name too", () => {
  for (const [kind, operations] of Object.entries(servedOperations))
    for (const { subResource, needs = [] } of operations as readonly Operation<unknown>[])
      for (const name of [subResource ?? "", ...needs])
        expect(Object.keys(unservedOperations[kind as Resource["kind"]])).not.toContain(name);
});

test.each([
  ["HEAD", "bucket", "", "GET PUT POST DELETE OPTIONS"],
  ["DELETE", "service", "", "GET POST OPTIONS"],
  ["DELETE", "object", "acl", "GET PUT"],
  ["DELETE", "bucket", "bucketInfo", "GET"],
  ["PUT", "object", "x-oss-process=image/info", "GET HEAD POST"],
  ["PUT", "object", "uploads", "POST"],
  ["PUT", "object", "uploadId=A", "GET POST DELETE"],
  ["PUT", "object", "append&position=0", "POST"],
  ["HEAD", "object", "uploadId=A", "GET POST DELETE"],
  ["GET", "object", "partNumber=1", "PUT"],
  ["PATCH", "object", "", "GET HEAD PUT DELETE OPTIONS"],
])("%s of a %s with ?%s is no method of it, but %s are", async (method, kind, query, allowed) => {
  // Nothing else is done in its place.
  const failure = await expectFailure("MethodNotAllowed", () => choose(method, kind, query));
  expect(failure.details.allowed).toEqual(allowed.split(" "));
});

test.each([
  ["PUT", "object", "", "CopyObject"],
  ["PUT", "object", "partNumber=1&uploadId=A", "UploadPartCopy"],
  ["PUT", "object", "acl", "PutObjectAcl"],
  ["GET", "object", "", "GetObject"],
  ["POST", "object", "uploads", "InitiateMultipartUpload"],
])("%s of a %s with ?%s and x-oss-copy-source is %s", (method, kind, query, name) => {
  expect(choose(method, kind, query, { "x-oss-copy-source": "/demo/k" })).toBe(name);
});
