import type { Clock } from "../../base/clock.js";
import { Failure, isFailure } from "../../base/failure.js";
import type { Derivations, PutOptions, StoredObject } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call, ImageResult, Preparation, SaveAs, SaveResult, Service } from "../service.js";
import { asWritten } from "../styles/resolve-styles.js";
import { formatLeftOpen } from "./choose-format.js";
import { makeResult, type ResultUse } from "./make-result.js";
import { megapixels } from "./megapixels.js";
import { type PrepareUse, prepare } from "./prepare.js";
import { refuseQuestion } from "./refuse-question.js";
import { renderJob } from "./render.js";

export interface SaveUse extends PrepareUse, ResultUse {
  readonly derivations: Derivations;
  readonly clock: Clock;
}

/**
 * Renders and stores the result as an object of its own; the source stays. Throws what `prepare` and `render` throw, AccessDenied
 * and NoSuchBucket for the target, InvalidArgument for a question and for a format left open, FileAlreadyExists with `FAIL`. Source: specification §19.
 */
export const saveAs =
  (use: SaveUse): Service["saveAs"] =>
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

    const counted = spendingOnce(call);
    const stored = await saveWithin(use, input, preparation, counted);
    if (stored) return { object: await remember(use, preparation, stored), written: true };
    const result = await makeResult(use)(preparation, counted);
    if (result.kind === "document") throw new TypeError("a pipeline without a question answered one");
    try {
      const { cache, timings } = result;
      const saved = await keep(use, input, result, call);
      if (saved.written) await remember(use, preparation, saved.object);
      return { ...saved, story: { cache, ...(timings && { timings }) } };
    } finally {
      await result.release();
    }
  };

/** An engine that declines to save was told of the one picture already. */
function spendingOnce({ spend, ...call }: Call): Call {
  let isSpent = false;
  const spendOnce = (megapixels: number) => {
    if (!isSpent) spend?.(megapixels);
    isSpent = true;
  };
  return { ...call, ...(spend && { spend: spendOnce }) };
}

/** Keeps from what the object was saved, and gives it back. */
async function remember(
  { derivations, clock }: SaveUse,
  { object: source, canonical: process }: Preparation,
  saved: StoredObject,
): Promise<StoredObject> {
  const { bucket, key, etag } = saved;
  await derivations.keep({ source, target: { bucket, key }, etag, process, savedAt: clock.now() });
  return saved;
}

async function authorizeTarget({ store }: PrepareUse, { target, acl }: SaveAs, call: Call) {
  try {
    const existing = await authorizeObject(store, target, "write", call);
    if (acl !== undefined) await authorizeObject(store, target, "manage", call);
    return existing;
  } catch (error) {
    if (isFailure(error, "NoSuchBucket")) throw new Failure(error.code, error.details, { ec: "0015-00000101" });
    throw error;
  }
}

/** Lets an engine that works inside the store save there; it takes over nothing but the bytes and their type. */
async function saveWithin(
  { store, engine }: ResultUse,
  { target, ifExists = "REPLACE", acl, metadata = {}, contentDisposition }: SaveAs,
  preparation: Preparation,
  { signal, spend }: Call,
): Promise<StoredObject | undefined> {
  const isPlain = acl === undefined && contentDisposition === undefined && Object.keys(metadata).length === 0;
  if (!engine.save || !isPlain || ifExists !== "REPLACE") return undefined;
  spend?.(megapixels(preparation.header));
  if (!(await engine.save(renderJob(store, preparation), target, signal))) return undefined;
  const object = await store.find(target, signal);
  if (object) return object;
  throw new Failure("ServiceUnavailable", {
    reason: "The saved object was deleted before it could be read; ask again.",
    retryAfterSeconds: 1,
  });
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
