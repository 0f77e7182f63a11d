import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import { corsDocument, parseCorsDocument } from "./cors-document.js";
import type { Exchange } from "./exchange.js";
import { readDocument } from "./request-body.js";

/** PutBucketCors: replaces all rules. The right comes before the mistakes, and before the body is read. */
export async function putBucketCors(bucket: BucketName, { service, request, call }: Exchange): Promise<Answer> {
  await service.authorizeManage(bucket, call);
  await service.updateBucket(bucket, { cors: parseCorsDocument(await readDocument(request)) }, call);
  return emptyAnswer(200);
}

/** GetBucketCors. Throws NoSuchCORSConfiguration. */
export async function getBucketCors(bucket: BucketName, { service, call }: Exchange): Promise<Answer> {
  const { cors } = await service.getBucket(bucket, call);
  if (!cors) throw new Failure("NoSuchCORSConfiguration", { bucket });
  return xmlAnswer(corsDocument(cors));
}

/** DeleteBucketCors: 204 whether or not there were rules. */
export async function deleteBucketCors(bucket: BucketName, { service, call }: Exchange): Promise<Answer> {
  await service.updateBucket(bucket, { cors: undefined }, call);
  return emptyAnswer(204);
}
