import { Failure, isFailure } from "../base/failure.js";
import type { Pipeline } from "../pipeline/index.js";
import type { ObjectRef } from "../service/ports.js";
import type { Preparation } from "../service/service.js";
import type { Answer } from "./answer.js";
import type { Exchange } from "./exchange.js";
import { deliverPrepared, deliverRendered, prepareRendered } from "./render-object.js";

/** Caches spare the gateway a crowd, and show the image soon after it has come. */
const maxAgeSeconds = 30;

/**
 * Like `deliverRendered`; but where the object is not there, the answer is what the same pipeline makes of the bucket's fallback
 * image. Its status is 200, because many clients show no image of a 404; a header says what it stands for. Questions about an
 * image get no answer about another. Where this caller cannot be shown the fallback either, the failure stays what it was.
 */
export async function deliverOrFallback(at: ObjectRef, pipeline: Pipeline, exchange: Exchange): Promise<Answer> {
  try {
    return await deliverRendered(at, pipeline, exchange);
  } catch (missing) {
    if (!isFailure(missing, "NoSuchKey") || missing.details.key !== at.key) throw missing;
    const key = await exchange.service.fallbackOf(at.bucket, exchange.call);
    if (key === undefined || key === at.key) throw missing;
    return deliverFallback({ bucket: at.bucket, key }, pipeline, missing, exchange).catch((error: unknown) => {
      throw error instanceof Failure && !isFailure(error, "ServiceUnavailable") ? missing : error;
    });
  }
}

/** Rejects with `missing` where there is no image to show. */
async function deliverFallback(
  at: ObjectRef,
  pipeline: Pipeline,
  missing: Failure,
  exchange: Exchange,
): Promise<Answer> {
  const preparation = await prepareRendered(at, pipeline, exchange);
  if (isQuestion(preparation)) throw missing;
  const headers = { "Cache-Control": `max-age=${maxAgeSeconds}`, "x-imgraph-fallback": missing.code };
  // By no date may the image that comes later be taken for this one.
  return deliverPrepared(preparation, { headers, lastModified: exchange.clock.now() }, exchange);
}

function isQuestion({ resolved }: Preparation): boolean {
  return resolved.stages.some(({ query }) => query !== undefined);
}
