import fc from "fast-check";
import { expect, test } from "vitest";
import { wireProcess } from "../../../src/engine/oss/wire-process.js";
import {
  Failure,
  type Header,
  type ImagePipeline,
  type Orientation,
  parseProcess,
  planPipeline,
} from "../../../src/pipeline/index.js";
import { scaled } from "../../support/scale.js";
import { seed } from "../../support/seed.js";
import { randomCascade, stepKinds } from "../support/random-cascade.js";

const photo: Header = { format: "jpg", width: 400, height: 267, orientation: 1, frames: 1, alpha: false, byteSize: 9 };

const wireOf = (process: string, header: Header = photo) => {
  const pipeline = parseProcess(process).pipeline as ImagePipeline;
  return wireProcess(pipeline, planPipeline(pipeline, header));
};

test.each([
  // Nothing that was written is dropped, defaults neither.
  ["image/resize,m_lfit,w_100,limit_1", "image/resize,m_lfit,w_100,limit_1"],
  ["image/quality,Q_80/resize,w_100|image/rotate,90", "image/resize,w_100/quality,Q_80|image/rotate,90"],
  ["image/format,src", "image/format,src"],
  // What only this gateway knows is done here.
  ["image/resize,w_100/x-engine,any", "image/resize,w_100"],
  ["image/resize,w_100/x-auto-format,0", "image/resize,w_100"],
  ["image/x-engine,oss", "image/format,jpg"],
  ["image/info/x-engine,oss", "image/info"],
  // Or said in plain numbers.
  ["image/x-focal-crop,w_150,h_150,x_250,y_400", "image/resize,m_fixed,w_225,h_150,limit_0/crop,w_150,h_150,x_0,y_0"],
  ["image/x-focal-crop,w_4000,h_10", "image/format,jpg"],
  [
    "image/resize,w_200/x-focal-crop,w_50,h_100,x_1000/format,png",
    "image/resize,w_200/resize,m_fixed,w_149,h_100,limit_0/crop,w_50,h_100,x_99,y_0/format,png",
  ],
])("%s is sent as %s", (process, wire) => {
  expect(wireOf(process)).toBe(wire);
});

test("what is sent is the cloud's own language and leads to the same result", () => {
  const kinds = stepKinds.filter((kind) => kind !== "smart" && kind !== "trim" && kind !== "image");
  const header = fc.record({
    orientation: fc.constantFrom<Orientation>(1, 3, 6, 8),
    frames: fc.constantFrom(1, 5),
    format: fc.constantFrom("jpg" as const, "gif" as const),
  });
  const check = (process: string, facts: Pick<Header, "orientation" | "frames" | "format">) => {
    const source: Header = { ...photo, ...facts, frames: facts.format === "gif" ? facts.frames : 1 };
    const outOf = (text: string) => planPipeline(parseProcess(text).pipeline as ImagePipeline, source).out;
    let planned: ReturnType<typeof outOf>;
    try {
      planned = outOf(process);
    } catch (error) {
      if (error instanceof Failure) return;
      throw error;
    }
    let wire: string;
    try {
      wire = wireOf(process, source);
    } catch (error) {
      // The frame that is cut out of is beyond the cloud's resize.
      expect(error).toMatchObject({ code: "NotImplemented", where: { stage: 0, action: "x-focal-crop" } });
      return;
    }
    expect(wire).not.toContain("x-");
    expect(outOf(wire)).toEqual(planned);
  };
  fc.assert(fc.property(randomCascade(kinds, { min: 1, max: 5 }), header, check), { seed, numRuns: scaled(5000) });
});
