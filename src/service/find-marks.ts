import type { BucketName } from "../base/bucket-name.js";
import { isFailure } from "../base/failure.js";
import { type ObjectKey, parseObjectKey } from "../base/object-key.js";
import { type Header, type ImagePipeline, markKeys } from "../pipeline/index.js";
import { authorizeObject } from "./authorize.js";
import { type CollectedMarks, collectMarks, noSuchMark } from "./collect-marks.js";
import { type DescribeUse, describeObject } from "./describe-object.js";
import type { StoredObject } from "./ports.js";
import type { Call } from "./service.js";

/** A watermark object that the caller may read. */
export interface FoundMark {
  readonly object: StoredObject;
  readonly header: Header;
}

/**
 * The watermark objects of a pipeline: in the source's bucket, under the same rule of access as the source. What is wrong
 * with one is thrown when planning comes to it. Source: specification §16.3.
 */
export function findMarks(
  use: DescribeUse,
  bucket: BucketName,
  pipeline: ImagePipeline,
  call: Call,
): Promise<CollectedMarks<FoundMark>> {
  return collectMarks(markKeys(pipeline), async (text) => {
    const object = await authorizeObject(use.store, { bucket, key: markKey(bucket, text) }, "read", call);
    if (!object) throw noSuchMark(bucket, text);
    return { object, header: await describeObject(use)(object, call) };
  });
}

/** A text that no key can be names nothing that exists. */
function markKey(bucket: BucketName, text: string): ObjectKey {
  try {
    return parseObjectKey(text);
  } catch (error) {
    throw isFailure(error, "InvalidObjectName") ? noSuchMark(bucket, text) : error;
  }
}
