import type { Header, Insights } from "../pipeline/header.js";
import { type DescribeUse, describeObject, keepInspection } from "./describe-object.js";
import { onVersion } from "./on-version.js";
import type { StoredObject } from "./ports.js";
import type { Service } from "./service.js";
import type { SharedWork } from "./shared-work.js";

export interface AnalyseUse extends DescribeUse {
  readonly insightsInFlight: SharedWork<Insights>;
}

/**
 * What a look at the pixels of a record tells that the caller was given, so rights are settled. Looked at once, and kept with
 * the object's header. Throws what `describeObject` and `Engine.analyse` throw.
 */
export const analyseObject =
  (use: AnalyseUse): Service["analyseObject"] =>
  async (object, call) => {
    const header = await describeObject(use)(object, call);
    if (header.insights) return header.insights;
    const name = JSON.stringify([object.bucket, object.key, object.version]);
    const { value, release } = await use.insightsInFlight.share(name, call.signal, (signal) =>
      analyseFirst(use, object, header, signal),
    );
    await release();
    return value;
  };

async function analyseFirst(
  use: AnalyseUse,
  object: StoredObject,
  header: Header,
  signal: AbortSignal,
): Promise<Insights> {
  const { store, engine } = use;
  const file = await onVersion(store, object, signal, () => store.file(object, signal));
  try {
    const insights = await engine.analyse({ path: file.path, byteSize: object.byteSize }, header, signal);
    await keepInspection(use, object, { state: "image", header: { ...header, insights } }, signal);
    return insights;
  } finally {
    await file.release();
  }
}
