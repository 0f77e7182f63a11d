import fc from "fast-check";
import { assertInputType, parseValue, valueFromAST } from "graphql";
import { expect, test } from "vitest";
import { stepText } from "../../src/graphql/index.js";
import { readTransform } from "../../src/graphql/inputs/read-transform.js";
import { type StepInput, stepFields } from "../../src/graphql/inputs/step-input.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { buildStage, readStep, type WrittenStep } from "../../src/pipeline/index.js";
import { arbitraryStep } from "../pipeline/support/arbitrary.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

const stepInput = assertInputType(buildGraphqlSchema().getType("StepInput"));

test("what is written as GraphQL is read as the same step", () => {
  const steps = fc
    .constantFrom(...stepFields.map(({ action }) => action))
    .chain(arbitraryStep)
    .filter((step) => step.action !== "quality" || step.args.bare === undefined)
    .filter((step) => step.action !== "watermark" || hasForm(Object.keys(step.args)));
  fc.assert(
    fc.property(steps, (step) => {
      expect(read(step)).toEqual([buildStage([step])]);
    }),
    { seed, numRuns: scaled(2000) },
  );
});

test("the keyless quality is the absolute one, and a question is no step", () => {
  expect(stepText(readStep("quality", { bare: 80 }))).toBe("{ quality: { absolute: 80 } }");
  expect(stepText(readStep("average-hue", {}))).toBeUndefined();
});

/** A watermark of one thing alone has no place for what belongs to the other, or to both. */
function hasForm(keys: readonly string[]): boolean {
  const [text, image] = [keys.includes("text"), keys.includes("image")];
  const ofText = ["font", "color", "size", "shadow", "rotate"];
  const others = [
    ...(text ? [] : ofText),
    ...(image ? [] : ["animation"]),
    ...(text && image ? [] : ["order", "align", "interval"]),
  ];
  return !others.some((key) => keys.includes(key));
}

function read(step: WrittenStep) {
  const input = valueFromAST(parseValue(stepText(step)!), stepInput) as StepInput;
  return readTransform({ steps: [input] }, []).pipeline.stages;
}
