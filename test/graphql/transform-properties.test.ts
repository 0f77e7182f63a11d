import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../../src/graphql/index.js";
import { Failure } from "../../src/base/failure.js";
import { readTransform } from "../../src/graphql/inputs/read-transform.js";
import { Fit } from "../../src/graphql/inputs/simple-transform.js";
import { inputParams, type StepInput, stepFields } from "../../src/graphql/inputs/step-input.js";
import { RefusedInput } from "../../src/graphql/refused-input.js";
import {
  type ActionName,
  buildStage,
  type ImageLayer,
  type Param,
  type WrittenStep,
} from "../../src/pipeline/index.js";
import { arbitraryStep } from "../pipeline/support/arbitrary.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

const fieldOf = (name: ActionName) => {
  const found = stepFields.find(({ action }) => action === name);
  if (!found) throw new Error(`${name} is no step`);
  return found;
};

describe("steps", () => {
  const actionNames = fc.constantFrom(...stepFields.map(({ action }) => action));
  const steps = fc
    .array(actionNames.chain(arbitraryStep), { minLength: 1, maxLength: 8 })
    // The keyless spelling of a quality is the process string's alone; three image watermarks are the limit.
    .filter((all) => all.every((step) => step.action !== "quality" || step.args.bare === undefined))
    .filter((all) => all.filter((step) => step.action === "watermark" && step.args.image).length <= 3);

  test("whatever the grammar can read can be said in GraphQL, and means the same", () => {
    fc.assert(
      fc.property(steps, (written) => {
        const { pipeline, warnings } = readTransform({ steps: written.map(asInput) }, []);
        expect(pipeline.stages).toEqual([buildStage(written)]);
        expect(warnings).toEqual([]);
      }),
      { seed, numRuns: scaled(5000) },
    );
  });

  test("no values of the right types throw anything but a refusal with a place in the input", () => {
    fc.assert(
      fc.property(fc.array(actionNames.chain(anyStep), { maxLength: 6 }), (input) => {
        refusalAtMost(() => readTransform({ steps: input }, ["transform"]));
      }),
      { seed, numRuns: scaled(20_000) },
    );
  });
});

test("no simple form throws anything but a refusal with a place in the input", () => {
  const simple = fc.record(
    {
      width: fc.oneof(fc.integer({ min: -10, max: 20_000 }), fc.maxSafeInteger()),
      height: fc.integer({ min: -10, max: 20_000 }),
      fit: fc.constantFrom(...Object.values(Fit)),
      focus: fc.constantFrom("center" as const, "north" as const),
      background: fc.stringMatching(/^[0-9A-F]{6}$/),
      dpr: fc.double(),
      format: fc.constantFrom("webp", "src"),
      quality: fc.integer(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(simple, (input) => {
      refusalAtMost(() => readTransform({ simple: input }, ["transform"]));
    }),
    { seed, numRuns: scaled(20_000) },
  );
});

test("styles and process strings of any text throw nothing but refusals", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      refusalAtMost(() => readTransform({ style: text }, ["transform"]));
      refusalAtMost(() => readTransform({ process: text }, ["transform"]));
      refusalAtMost(() => readTransform({ process: `image/${text}` }, ["transform"]));
    }),
    { seed, numRuns: scaled(20_000) },
  );
});

function refusalAtMost(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RefusedInput)) throw error;
    expect(error.failure).toBeInstanceOf(Failure);
    expect(error.failure.code).not.toBe("InternalError");
    expect(error.inputPath[0]).toBe("transform");
  }
}

/** The step as a caller of the API writes it. */
function asInput({ action, args }: WrittenStep): StepInput {
  const { field, bare } = fieldOf(action);
  const given = args as Readonly<Record<string, unknown>>;
  if (bare !== undefined) return { [field]: given[bare] };
  if (action !== "watermark") return { [field]: given };
  const { key, process } = (given.image ?? {}) as Partial<ImageLayer>;
  const image = process === undefined ? { key } : { key, share: 30 };
  const fields = { ...given, ...(given.image !== undefined && { image }) };
  const form = given.image === undefined ? "text" : given.text === undefined ? "image" : "mixed";
  return { [field]: { [form]: fields } };
}

/** A step whose values GraphQL would let pass, whatever the grammar says of them. */
function anyStep(action: ActionName): fc.Arbitrary<StepInput> {
  const { field, bare } = fieldOf(action);
  const params = inputParams(action);
  if (bare !== undefined)
    return fc.record({
      [field]: fc.oneof(...params.filter(([key]) => key === bare).map(([, param]) => anyValue(param))),
    });
  const fields = fc.record(Object.fromEntries(params.map(([key, param]) => [key, fc.option(anyValue(param))])), {
    requiredKeys: [],
  });
  const value =
    action === "watermark"
      ? fc.constantFrom("text", "image", "mixed").chain((form) => fc.record({ [form]: fields }))
      : fields;
  return fc.record({ [field]: value });
}

function anyValue({ kind }: Param): fc.Arbitrary<unknown> {
  switch (kind.type) {
    case "int":
      return fc.oneof(fc.integer({ min: -5, max: 500 }), fc.integer());
    case "flag":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...Object.keys(kind.values));
    case "color":
      return fc.stringMatching(/^[0-9A-F]{6}$/);
    case "text":
      return fc.string({ unit: "binary", maxLength: 70 });
    case "image":
      return fc.record(
        {
          key: fc.string({ unit: "binary", maxLength: 30 }),
          share: fc.integer({ min: -1, max: 120 }),
          transform: fc.oneof(
            fc.record({ process: fc.string() }),
            fc.record({ steps: fc.constant([{ rotate: { degrees: 90 } }]) }),
            fc.record({ steps: fc.constant([{ watermark: { text: { text: "a" } } }]) }),
          ),
        },
        { requiredKeys: ["key"] },
      );
  }
}
