import type { BucketName } from "../../base/bucket-name.js";
import { Failure, isFailure } from "../../base/failure.js";
import { type ObjectKey, parseObjectKey } from "../../base/object-key.js";
import { type Header, type ImagePipeline, isStyleStage, markKeys, type Pipeline } from "../../pipeline/index.js";
import type { StoredObject } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call } from "../service.js";
import { type CollectedMarks, collectMarks, noSuchMark } from "./collect-marks.js";
import { type DescribeUse, describeObject } from "./describe-object.js";

/** A watermark object that the caller may read. */
export interface FoundMark {
  readonly object: StoredObject;
  readonly header: Header;
}

/**
 * The watermark objects of a pipeline: in the source's bucket, under the same rule of access as the source. One that only a
 * style names is seen through that style; one that the caller's own steps name is read as it is. What is wrong with one is
 * thrown when planning comes to it. Source: specification §16.3, §20.1.
 */
export function findMarks(
  use: DescribeUse,
  bucket: BucketName,
  { pipeline, resolved }: { pipeline: Pipeline; resolved: ImagePipeline },
  call: Call,
): Promise<CollectedMarks<FoundMark>> {
  const written = new Set(
    markKeys({ stages: pipeline.stages.flatMap((stage) => (isStyleStage(stage) ? [] : [stage])) }),
  );
  return collectMarks(markKeys(resolved), async (text) => {
    const at = { bucket, key: markKey(bucket, text) };
    const object = written.has(text)
      ? await authorizeObject(use.store, at, "read", call)
      : await withoutName(() => authorizeObject(use.store, at, "view", call));
    if (!object) throw noSuchMark(bucket, text);
    return { object, header: await describeObject(use)(object, call) };
  });
}

/** What a style names is its bucket's affair: who may not see it is not told its name. */
async function withoutName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFailure(error, "AccessDenied")) throw error;
    const { key: _, ...details } = error.details;
    throw new Failure("AccessDenied", details, { hint: error.hint, ...(error.ec !== undefined && { ec: error.ec }) });
  }
}

/** A text that no key can be names nothing that exists. */
function markKey(bucket: BucketName, text: string): ObjectKey {
  try {
    return parseObjectKey(text);
  } catch (error) {
    throw isFailure(error, "InvalidObjectName") ? noSuchMark(bucket, text) : error;
  }
}
