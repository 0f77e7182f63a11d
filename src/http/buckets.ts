import type { BucketName } from "../base/bucket-name.js";
import { Failure, isFailure } from "../base/failure.js";
import type { ListedBucket } from "../service/ports.js";
import { aclDocument, bucketAclHeader, owner } from "./acl-documents.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import type { Exchange } from "./exchange.js";
import { xmlDate } from "./http-date.js";
import { maxKeysOf } from "./list-objects.js";
import { readXml } from "./read-xml.js";
import { readDocument } from "./request-body.js";
import type { XmlNode } from "./xml.js";

/** One place is all there is; clients expect the vendor's name for it. */
const location = "oss-cn-hangzhou";

/** ListBuckets. Paging elements appear only where there is more, or paging was asked for. */
export async function listBuckets({ service, request, call, endpoint }: Exchange): Promise<Answer> {
  const { query } = request.target;
  const prefix = query.get("prefix") ?? "";
  const marker = query.get("marker") ?? "";
  const limit = maxKeysOf(query);
  const { buckets, next } = await service.listBuckets(
    { ...(prefix && { prefix }), ...(marker && { after: marker }), limit },
    call,
  );
  const paging: XmlNode[] = [
    ["Prefix", prefix],
    ["Marker", marker],
    ["MaxKeys", limit],
    ["IsTruncated", next !== undefined],
    ...(next === undefined ? [] : [["NextMarker", next] as const]),
  ];
  const isPaged = next !== undefined || prefix !== "" || marker !== "" || query.has("max-keys");
  return xmlAnswer([
    "ListAllMyBucketsResult",
    [
      ...(isPaged ? paging : []),
      owner,
      [
        "Buckets",
        buckets.map((bucket) => ["Bucket", [...bucketFacts(bucket, endpoint), ["Region", location.slice(4)]]]),
      ],
    ],
  ]);
}

/** PutBucket; of one's own bucket again only the ACL counts. The body, if any, chooses among storage classes that are all one here. */
export async function putBucket(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  await service.authorizeCreate(bucket, call);
  const body = await readDocument(request);
  if (body.length > 0) readXml(body, "CreateBucketConfiguration");
  await service.createBucket(bucket, bucketAclHeader(request), call);
  return emptyAnswer(200, { Location: `/${bucket}` });
}

/** DeleteBucket. */
export async function deleteBucket(bucket: BucketName, { service, call }: Exchange): Promise<Answer> {
  await service.deleteBucket(bucket, call);
  return emptyAnswer(204);
}

/** GetBucketInfo. */
export async function getBucketInfo(name: BucketName, { service, call, endpoint }: Exchange): Promise<Answer> {
  const bucket = await service.getBucket(name, call);
  const facts: XmlNode[] = [
    ...bucketFacts(bucket, endpoint),
    ["DataRedundancyType", "LRS"],
    owner,
    ["AccessControlList", [["Grant", bucket.acl]]],
  ];
  return xmlAnswer(["BucketInfo", [["Bucket", facts]]]);
}

/** GetBucketLocation. */
export async function getBucketLocation(name: BucketName, { service, call }: Exchange): Promise<Answer> {
  await service.getBucket(name, call);
  return xmlAnswer(["LocationConstraint", location]);
}

/** GetBucketAcl. */
export async function getBucketAcl(name: BucketName, { service, call }: Exchange): Promise<Answer> {
  return xmlAnswer(aclDocument((await service.getBucket(name, call)).acl));
}

/** PutBucketAcl: the ACL comes in a header. A bucket that is not there is made. Source: OSS manual, PutBucketAcl. */
export async function putBucketAcl(name: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  const acl = bucketAclHeader(request);
  if (acl === undefined) throw new Failure("MissingArgument", { name: "x-oss-acl", expected: "an ACL" });
  try {
    await service.updateBucket(name, { acl }, call);
  } catch (error) {
    if (!isFailure(error, "NoSuchBucket")) throw error;
    await service.createBucket(name, acl, call);
  }
  return emptyAnswer(200, { Location: `/${name}` });
}

function bucketFacts({ name, createdAt }: ListedBucket, endpoint: string): XmlNode[] {
  return [
    ["CreationDate", xmlDate(createdAt)],
    ["ExtranetEndpoint", endpoint],
    ["IntranetEndpoint", endpoint],
    ["Location", location],
    ["Name", name],
    ["StorageClass", "Standard"],
  ];
}
