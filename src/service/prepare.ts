import { Failure } from "../base/failure.js";
import { canonicalProcess } from "../pipeline/index.js";
import { authorizeObject } from "./authorize.js";
import { type DescribeUse, describeObject } from "./describe-object.js";
import { findMarks } from "./find-marks.js";
import { asWritten, resolveStyles } from "./resolve-styles.js";
import { resultEtag } from "./result-etag.js";
import { rightToRun } from "./right-to-run.js";
import type { Service } from "./service.js";

/**
 * Decides everything about a result but its pixels. The order of checks is the specification's (§2): the right to read,
 * styles and their content, the object, its header, the plan with the watermark objects in it. Throws the failures of each.
 */
export const prepare =
  (use: DescribeUse): Service["prepare"] =>
  async (at, pipeline, call) => {
    const { store, engine } = use;
    const object = await authorizeObject(store, at, rightToRun(pipeline), call);
    const resolved = await resolveStyles(store, at.bucket, pipeline, call.signal);
    if (!object) throw new Failure("NoSuchKey", at, { ec: "0040-00000024" });
    const header = await describeObject(use)(object, call);
    const marks = await findMarks(use, at.bucket, { pipeline, resolved }, call);
    const explanation = asWritten(resolved, () => engine.explain(resolved, header, marks.headers));
    return {
      object,
      header,
      pipeline,
      resolved,
      marks: marks.found,
      explanation,
      canonical: canonicalProcess(pipeline),
      etag: resultEtag({
        source: object,
        marks: [...marks.found.values()].map(({ object: mark }) => mark),
        process: canonicalProcess(resolved),
        engine: engine.fingerprint,
      }),
    };
  };
