import { maxCorsEntries } from "../service/buckets/cors-rule.js";
import { abortUpload } from "./abort-upload.js";
import { appendObject } from "./append-object.js";
import { assumeRole } from "./assume-role.js";
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
import { listObjects } from "./list-objects.js";
import { listParts } from "./list-parts.js";
import { listUploads } from "./list-uploads.js";
import { getObjectAcl, putObjectAcl } from "./object-acl.js";
import type { BucketOperation, ObjectOperation, ServiceOperation } from "./operation.js";
import { postObject } from "./post-object.js";
import { preflight } from "./preflight.js";
import { processObject } from "./process-object.js";
import { readObject, readObjectMeta } from "./read-object.js";
import { startUpload } from "./start-upload.js";
import { deleteStyle, getStyles, putStyle } from "./styles.js";
import { uploadPart } from "./upload-part.js";
import { deleteObject, putObject } from "./write-object.js";

const serviceOperations: readonly ServiceOperation[] = [
  {
    name: "ListBuckets",
    methods: ["GET"],
    differs: "All buckets are of one owner, and there is one region.",
    run: listBuckets,
  },
  {
    name: "AssumeRole",
    methods: ["POST"],
    takesBody: true,
    differs:
      "Of STS. The role is the last part of RoleArn: read, write or admin; a Policy, whose only action is oss:*, can only narrow where the key counts.",
    run: assumeRole,
  },
  { name: "OptionObject", methods: ["OPTIONS"], run: (exchange) => preflight(undefined, exchange) },
];

const bucketOperations: readonly BucketOperation[] = [
  { name: "GetBucketAcl", methods: ["GET"], subResource: "acl", run: getBucketAcl },
  { name: "PutBucketAcl", methods: ["PUT"], subResource: "acl", run: putBucketAcl },
  {
    name: "GetBucketInfo",
    methods: ["GET"],
    subResource: "bucketInfo",
    differs: "Dates, endpoints, owner, ACL and classes; nothing of what is not served, such as versioning.",
    run: getBucketInfo,
  },
  {
    name: "GetBucketLocation",
    methods: ["GET"],
    subResource: "location",
    differs: "Always `oss-cn-hangzhou`.",
    run: getBucketLocation,
  },
  { name: "GetBucketCors", methods: ["GET"], subResource: "cors", run: getBucketCors },
  {
    name: "PutBucketCors",
    methods: ["PUT"],
    subResource: "cors",
    takesBody: true,
    differs: `At most ${maxCorsEntries} entries in each list of a rule. Where a rule names origins, answers vary by \`Origin\` without \`ResponseVary\` too.`,
    run: putBucketCors,
  },
  { name: "DeleteBucketCors", methods: ["DELETE"], subResource: "cors", run: deleteBucketCors },
  { name: "GetStyle", also: ["ListStyle"], methods: ["GET"], subResource: "style", run: getStyles },
  {
    name: "PutStyle",
    methods: ["PUT"],
    subResource: "style",
    takesBody: true,
    differs: "No `category` but `image`.",
    run: putStyle,
  },
  { name: "DeleteStyle", methods: ["DELETE"], subResource: "style", run: deleteStyle },
  { name: "ListMultipartUploads", methods: ["GET"], subResource: "uploads", run: listUploads },
  {
    name: "DeleteMultipleObjects",
    methods: ["POST"],
    subResource: "delete",
    takesBody: true,
    differs: "All or nothing: a key that may not be deleted refuses the whole. `Content-MD5` may be left out.",
    run: deleteObjects,
  },
  { name: "ListObjects", also: ["ListObjectsV2"], methods: ["GET"], run: listObjects },
  {
    name: "PutBucket",
    methods: ["PUT"],
    takesBody: true,
    differs:
      "Classes of storage and redundancy in the body are passed over. An existing bucket stays as it is, but for the ACL that is given; there is nobody else whom it could belong to.",
    run: putBucket,
  },
  { name: "DeleteBucket", methods: ["DELETE"], run: deleteBucket },
  { name: "PostObject", methods: ["POST"], takesBody: true, differs: "Callbacks are refused.", run: postObject },
  { name: "OptionObject", methods: ["OPTIONS"], run: preflight },
];

const objectOperations: readonly ObjectOperation[] = [
  { name: "GetObjectAcl", methods: ["GET"], subResource: "acl", run: getObjectAcl },
  { name: "PutObjectAcl", methods: ["PUT"], subResource: "acl", run: putObjectAcl },
  { name: "GetObjectMeta", methods: ["GET", "HEAD"], subResource: "objectMeta", run: readObjectMeta },
  {
    name: "ProcessObject",
    methods: ["POST"],
    subResource: "x-oss-process",
    takesBody: true,
    differs:
      "Without `sys/saveas` the answer is that of a GET. SelectObject and CreateSelectObjectMeta (`?x-oss-process=csv/…`, `json/…`) are not served.",
    run: processObject,
  },
  {
    name: "AppendObject",
    methods: ["POST"],
    subResource: "append",
    needs: ["position"],
    takesBody: true,
    run: appendObject,
  },
  {
    name: "InitiateMultipartUpload",
    methods: ["POST"],
    subResource: "uploads",
    differs: "An upload that is never completed is dropped after `IMGRAPH_UPLOAD_LIFETIME_HOURS`.",
    run: startUpload,
  },
  {
    name: "UploadPartCopy",
    methods: ["PUT"],
    subResource: "partNumber",
    header: copySourceHeader,
    needs: ["uploadId"],
    differs: "Up to 5 GB at a time. The answer has the `ETag` in a header too.",
    run: copyPart,
  },
  {
    name: "UploadPart",
    methods: ["PUT"],
    subResource: "partNumber",
    needs: ["uploadId"],
    takesBody: true,
    run: uploadPart,
  },
  {
    name: "CompleteMultipartUpload",
    methods: ["POST"],
    subResource: "uploadId",
    takesBody: true,
    differs: "Callbacks are refused.",
    run: completeUpload,
  },
  { name: "AbortMultipartUpload", methods: ["DELETE"], subResource: "uploadId", run: abortUpload },
  { name: "ListParts", methods: ["GET"], subResource: "uploadId", run: listParts },
  {
    name: "GetObject",
    also: ["HeadObject"],
    methods: ["GET", "HEAD"],
    differs:
      "Nothing is compressed on the way: `Accept-Encoding` is passed over. `If-Range` is heeded too. What a process string or style makes of an image that is not there is, where the bucket has a fallback image, that one, with the header `x-imgraph-fallback`.",
    run: readObject,
  },
  {
    name: "CopyObject",
    methods: ["PUT"],
    header: copySourceHeader,
    differs: "Up to 5 GB. The answer has `ETag` and CRC in headers too.",
    run: copyObject,
  },
  {
    name: "PutObject",
    methods: ["PUT"],
    takesBody: true,
    differs: "Headers that are stored with the object are UTF-8: other bytes are refused.",
    run: putObject,
  },
  { name: "DeleteObject", methods: ["DELETE"], run: deleteObject },
  { name: "OptionObject", methods: ["OPTIONS"], run: ({ bucket }, exchange) => preflight(bucket, exchange) },
];

/** All that is served; what is refused by name is in `unservedOperations`. */
export const servedOperations = {
  service: serviceOperations,
  bucket: bucketOperations,
  object: objectOperations,
} as const;
