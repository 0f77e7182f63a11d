import { Failure, isFailure } from "../../base/failure.js";
import type { Log } from "../../base/log.js";
import type { Engine, HeaderAnswer, Inspection, ListedObject, Store } from "../ports.js";
import { once } from "../seen.js";
import type { Call, Service } from "../service.js";
import type { SharedWork } from "./shared-work.js";
import { sourceOf } from "./source-of.js";

export interface DescribeUse {
  readonly store: Store;
  readonly engine: Engine;
  readonly log: Log;
  readonly inspectionsInFlight: SharedWork<HeaderAnswer>;
}

/**
 * The header of a record that the caller was given, so rights are settled. Read at first sight and kept with the object,
 * also when there is none because the object is no image. Throws BadRequest then; ImageDamage, ImageTooLarge as `Engine.inspect`.
 */
export const describeObject =
  (use: DescribeUse): Service["describeObject"] =>
  async (object, call) => {
    const known = object.inspection?.state === "unreadable" ? undefined : object.inspection;
    const inspection = known ?? (await inspectOnce(use, object, call));
    switch (inspection.state) {
      case "image":
        return inspection.header;
      case "not-image":
        throw new Failure("BadRequest", { reason: inspection.reason }, { ec: "0040-00000005" });
    }
  };

/** A crowd that sees the object for the first time has it read once. */
function inspectOnce(use: DescribeUse, object: ListedObject, { signal, seen }: Call): Promise<HeaderAnswer> {
  const name = JSON.stringify([object.bucket, object.key, object.version]);
  return once(seen?.inspections, name, () => inspectShared(use, object, name, signal));
}

async function inspectShared(
  use: DescribeUse,
  object: ListedObject,
  name: string,
  signal: AbortSignal,
): Promise<HeaderAnswer> {
  const { value, release } = await use.inspectionsInFlight.share(name, signal, (signal) =>
    inspectFirst(use, object, signal),
  );
  await release();
  return value;
}

/** That a file cannot be read is kept as well, so that it can be found; whoever asks has it read again. */
async function inspectFirst(use: DescribeUse, object: ListedObject, signal: AbortSignal): Promise<HeaderAnswer> {
  try {
    const inspection = await inspect(use, object, signal);
    await keepInspection(use, object, inspection, signal);
    return inspection;
  } catch (error) {
    if (isFailure(error, "ImageDamage") || isFailure(error, "ImageTooLarge"))
      await keepInspection(use, object, { state: "unreadable", code: error.code }, signal);
    throw error;
  }
}

/** Keeps what was read with the object. Trouble with that is logged: what was read stands, and the next one to ask reads it again. */
export async function keepInspection(
  { store, log }: Pick<DescribeUse, "store" | "log">,
  object: ListedObject,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<void> {
  try {
    await store.keepInspection(object, inspection, signal);
  } catch (error) {
    if (!signal.aborted) log.warn("inspection not kept", { bucket: object.bucket, key: object.key, error });
  }
}

/** Only "this is no image" is an answer; damage, limits and lack of time are thrown and asked again next time. */
async function inspect(
  { store, engine }: DescribeUse,
  object: ListedObject,
  signal: AbortSignal,
): Promise<HeaderAnswer> {
  try {
    return { state: "image", header: await engine.inspect(sourceOf(store, object), signal) };
  } catch (error) {
    if (isFailure(error, "BadRequest")) return { state: "not-image", reason: error.details.reason };
    throw error;
  }
}
