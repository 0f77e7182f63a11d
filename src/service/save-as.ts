import { Failure, isFailure } from "../base/failure.js";
import { authorizeBucket, authorizeObject } from "./authorize.js";
import { formatLeftOpen } from "./choose-format.js";
import { makeResult, type ResultUse } from "./make-result.js";
import type { PutOptions } from "./ports.js";
import { type PrepareUse, prepare } from "./prepare.js";
import { refuseQuestion } from "./refuse-question.js";
import { asWritten } from "./resolve-styles.js";
import type { Call, ImageResult, SaveAs, SaveResult, Service } from "./service.js";

/**
 * Renders and stores the result as an object of its own; the source stays. Throws what `prepare` and `render` throw, AccessDenied
 * and NoSuchBucket for the target, InvalidArgument for a question and for a format left open, FileAlreadyExists with `FAIL`. Source: specification §19.
 */
export const saveAs =
  (use: PrepareUse & ResultUse): Service["saveAs"] =>
  async (input, call) => {
    const { source, target, pipeline, ifExists = "REPLACE" } = input;
    await authorizeObject(use.store, source, "post", call);
    const existing = await authorizeTarget(use, input, call);
    refuseQuestion(pipeline);
    const preparation = await prepare(use)(source, pipeline, call);
    asWritten(preparation.resolved, () => refuseQuestion(preparation.resolved));
    if (preparation.isNegotiated) throw formatLeftOpen();
    // Known before any pixel: not worth rendering for.
    if (existing && ifExists === "SKIP") return { object: existing, written: false };
    if (existing && ifExists === "FAIL") throw new Failure("FileAlreadyExists", target);

    const result = await makeResult(use)(preparation, call);
    if (result.kind === "document") throw new TypeError("a pipeline without a question answered one");
    try {
      const { cache, timings } = result;
      return { ...(await keep(use, input, result, call)), story: { cache, ...(timings && { timings }) } };
    } finally {
      await result.release();
    }
  };

async function authorizeTarget({ store }: PrepareUse, { target, acl }: SaveAs, call: Call) {
  try {
    const existing = await authorizeObject(store, target, "write", call);
    if (acl !== undefined) await authorizeBucket(store, target.bucket, "manage", call);
    return existing;
  } catch (error) {
    if (isFailure(error, "NoSuchBucket")) throw new Failure(error.code, error.details, { ec: "0015-00000101" });
    throw error;
  }
}

async function keep(
  { store }: PrepareUse,
  { target, ifExists, acl, metadata = {}, contentDisposition }: SaveAs,
  result: ImageResult,
  { signal }: Call,
): Promise<SaveResult> {
  const options: PutOptions = {
    contentType: result.contentType,
    metadata,
    expectedBytes: result.byteSize,
    ...(contentDisposition !== undefined && { contentDisposition }),
    ...(acl !== undefined && { acl }),
    ...(ifExists !== undefined && ifExists !== "REPLACE" && { forbidOverwrite: true }),
  };
  const body = result.open();
  try {
    return { object: await store.put(target, body, options, signal), written: true };
  } catch (error) {
    if (ifExists !== "SKIP" || !isFailure(error, "FileAlreadyExists")) throw error;
    const object = await store.find(target, signal);
    if (!object) throw error;
    return { object, written: false };
  } finally {
    body.destroy();
  }
}
