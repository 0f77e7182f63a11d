import type { EngineChoice } from "../../pipeline/engine-choice.js";
import type { Insights } from "../../pipeline/header.js";
import type { ListedObject } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import { once } from "../seen.js";
import type { Call, Service } from "../service.js";
import { type DescribeUse, describeObject, keepInspection } from "./describe-object.js";
import { megapixels } from "./megapixels.js";
import type { SharedWork } from "./shared-work.js";
import { sourceOf } from "./source-of.js";

export interface AnalyseUse extends DescribeUse {
  readonly insightsInFlight: SharedWork<Insights>;
}

/**
 * What a look at the pixels tells, for who may read the object as it is: seeing a style of it is not enough. Throws
 * NoSuchBucket, AccessDenied and what `insightsOf` throws. Source: specification §20.1.
 */
export const analyseObject =
  (use: AnalyseUse): Service["analyseObject"] =>
  async (object, call, choice) => {
    await authorizeObject(use.store, object, "read", call);
    return insightsOf(use)(object, call, choice);
  };

/**
 * The same for work whose rights are settled, by the engine that `choice` says. Looked at once, and kept with the object's
 * header. Throws what `describeObject` and `Engine.analyse` throw.
 */
export const insightsOf =
  (use: AnalyseUse) =>
  async (object: ListedObject, call: Call, choice: EngineChoice = "configured"): Promise<Insights> => {
    const known = object.inspection?.state === "image" && object.inspection.header.insights;
    if (known) return known;
    // One whose header nobody has read yet has no size.
    call.spend?.(object.inspection?.state === "image" ? megapixels(object.inspection.header) : 0);
    const name = JSON.stringify([object.bucket, object.key, object.version, choice]);
    return once(call.seen?.insights, name, async () => {
      const { value, release } = await use.insightsInFlight.share(name, call.signal, (signal) =>
        findOrLook(use, object, { ...call, signal }, choice),
      );
      await release();
      return value;
    });
  };

/** Whoever asks may hold a record from before something was kept with it. */
async function findOrLook(use: AnalyseUse, object: ListedObject, call: Call, choice: EngineChoice): Promise<Insights> {
  const latest = await use.store.find(object, call.signal);
  const record = latest?.version === object.version ? latest : object;
  const header = await describeObject(use)(record, call);
  if (header.insights) return header.insights;
  const insights = await use.engine.analyse(sourceOf(use.store, record), header, call.signal, choice);
  await keepInspection(use, record, { state: "image", header: { ...header, insights } }, call.signal);
  return insights;
}
