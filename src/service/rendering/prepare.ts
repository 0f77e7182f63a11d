import { Failure } from "../../base/failure.js";
import {
  canonicalProcess,
  engineChoice,
  type Header,
  type ImagePipeline,
  needsFocalPoint,
  needsInsights,
  withoutEngineChoice,
} from "../../pipeline/index.js";
import type { Notes, ObjectRef, Results } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import { rightToRun } from "../rights/right-to-run.js";
import type { Service } from "../service.js";
import { asWritten, resolveStyles } from "../styles/resolve-styles.js";
import { type AnalyseUse, insightsOf } from "./analyse-object.js";
import { chooseFormat, isNegotiated } from "./choose-format.js";
import { describeObject } from "./describe-object.js";
import { findMarks } from "./find-marks.js";
import { resultEtag } from "./result-etag.js";

export interface PrepareUse extends AnalyseUse {
  readonly results?: Results | undefined;
  readonly notes: Notes;
}

/**
 * Decides everything about a result but its pixels. The order of checks is the specification's (§2): the right to read,
 * styles and their content, the object, whether the engine can at all, its header, the plan with the watermark objects in it. Throws the failures of each.
 */
export const prepare =
  (use: PrepareUse): Service["prepare"] =>
  async (at, pipeline, call) => {
    const { store, engine } = use;
    const object = await authorizeObject(store, at, rightToRun(pipeline), call);
    const asked = await resolveStyles(store, at.bucket, pipeline, call);
    if (!object) throw new Failure("NoSuchKey", at, { ec: "0040-00000024" });
    // Refuses what its engine cannot do before anything is read or sent.
    asWritten(asked, () => engine.fingerprintOf(asked));
    const header: Header = {
      ...(await describeObject(use)(object, call)),
      ...(needsInsights(asked) && { insights: await insightsOf(use)(object, call, engineChoice(asked)) }),
      ...(needsFocalPoint(asked) && (await focalPointOf(use, object))),
    };
    const marks = await findMarks(use, at.bucket, { pipeline, resolved: asked }, call);
    const etagOf = (resolved: ImagePipeline) =>
      resultEtag({
        source: object,
        marks: [...marks.found.values()].map(({ object: mark }) => mark),
        process: canonicalProcess(withoutEngineChoice(resolved)),
        engine: engine.fingerprintOf(resolved),
        ...(needsInsights(asked) && { insights: header.insights }),
        focalPoint: header.focalPoint,
      });
    const resolved = await chooseFormat(asked, {
      engine,
      header,
      marks: marks.headers,
      accept: call.accept,
      isKept: async (candidate) => (await use.results?.has(etagOf(candidate))) ?? false,
    });
    const explanation = asWritten(resolved, () => engine.explain(resolved, header, marks.headers));
    return {
      object,
      header,
      pipeline,
      resolved,
      marks: marks.found,
      explanation,
      isNegotiated: isNegotiated(asked),
      canonical: canonicalProcess(pipeline),
      etag: etagOf(resolved),
    };
  };

async function focalPointOf({ notes }: PrepareUse, object: ObjectRef): Promise<Pick<Header, "focalPoint">> {
  const [said] = await notes.find([object]);
  return said?.focalPoint ? { focalPoint: said.focalPoint } : {};
}
