import fc from "fast-check";
import {
  type ActionName,
  actions,
  buildStage,
  declaration,
  type ImagePipeline,
  type Param,
  type Pipeline,
  type StyleStage,
  type Value,
  type WrittenStep,
} from "../../../src/pipeline/index.js";

/** Any value that an argument of that declaration takes. */
function arbitraryValue(param: Param): fc.Arbitrary<Value> {
  const { kind } = param;
  switch (kind.type) {
    case "int":
      return kind.max === undefined ? unbounded(kind.min) : fc.integer({ min: kind.min, max: kind.max });
    case "choice":
      return fc.constantFrom(...Object.keys(kind.values));
    case "flag":
      return fc.boolean();
    case "color":
      return fc.stringMatching(/^[0-9A-F]{6}$/);
    case "text":
      return fc.string({ minLength: 1, maxLength: 16, unit: "binary" });
    case "image":
      return fc
        .record(
          { key: fc.string({ minLength: 1, maxLength: 20 }), process: fc.constant("image/resize,P_30") },
          { requiredKeys: ["key"] },
        )
        .filter(({ key }) => !key.includes("?"));
  }
}

/** A length or place, mostly one that lies within a picture. */
function unbounded(min: number): fc.Arbitrary<number> {
  return fc.oneof({ weight: 4, arbitrary: fc.integer({ min, max: 300 }) }, fc.integer({ min, max: 40_000 }));
}

/** Any step of that action that the grammar could have read. */
export function arbitraryStep(name: ActionName): fc.Arbitrary<WrittenStep> {
  const { params, oneOf } = declaration(name);
  const usable = Object.entries(params).filter(([, param]) => param.only === undefined);
  const required = usable.filter(([, param]) => param.required).map(([key]) => key);
  return fc
    .record(Object.fromEntries(usable.map(([key, param]) => [key, arbitraryValue(param)])), { requiredKeys: required })
    .filter((args) => !oneOf || oneOf.some((key) => args[key] !== undefined && args[key] !== 0))
    .map((args) => ({ action: name, args }) as unknown as WrittenStep);
}

const imageActions = (Object.keys(actions) as ActionName[]).filter((name) => declaration(name).role !== "query");

/** Any stage without a question, at most three image watermarks in it. */
const arbitraryStage = fc
  .array(fc.constantFrom(...imageActions).chain(arbitraryStep), { minLength: 1, maxLength: 6 })
  .filter((steps) => steps.filter((step) => step.action === "watermark" && step.args.image).length <= 1)
  .map(buildStage);

/** Any pipeline of image stages: up to three, so that image watermarks stay within their limit. */
export const arbitraryImagePipeline: fc.Arbitrary<ImagePipeline> = fc
  .array(arbitraryStage, { minLength: 1, maxLength: 3 })
  .map((stages) => ({ stages }));

const arbitraryStyleStage: fc.Arbitrary<StyleStage> = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9_.-]{1,63}$/),
    fc.dictionary(
      fc.string({ unit: "grapheme", maxLength: 9 }).map((name) => name.replace(/[,|_]/g, "")),
      fc.record({ text: fc.string({ unit: "grapheme", maxLength: 9 }).map((value) => value.replace(/[,|]/g, "")) }),
      { maxKeys: 3, noNullPrototype: true },
    ),
  )
  .map(([style, args]) => ({ style: style as never, ...(Object.keys(args).length > 0 && { args }) }));

/** The same with styles among the stages, and arguments for their parameters. */
export const arbitraryPipeline: fc.Arbitrary<Pipeline> = fc
  .tuple(arbitraryImagePipeline, fc.option(arbitraryStyleStage, { nil: undefined }))
  .map(([{ stages }, style]) => ({ stages: style === undefined ? stages : [style, ...stages] }));
