import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { contentSteps, declaredParameters, declareParameter } from "../../src/pipeline/declared-parameter.js";
import { encodeBase64Text, type ImageStage, parseProcess, printPipeline } from "../../src/pipeline/index.js";
import type { StyleStage } from "../../src/pipeline/pipeline.js";
import { withStyleArguments } from "../../src/pipeline/style-arguments.js";
import type { StyleParameter, StyleTarget } from "../../src/pipeline/style-parameter.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

const stagesOf = (content: string) => parseProcess(content).pipeline.stages as readonly ImageStage[];
const target = (action: string, argument: string, occurrence = 0): StyleTarget => ({ action, argument, occurrence });
const parameter = (name: string, at: StyleTarget, rest: Partial<StyleParameter> = {}): StyleParameter => ({
  name,
  description: "",
  targets: [at],
  ...rest,
});

const text = (words: string) => encodeBase64Text(words);
const content = `image/resize,m_fill,w_300,h_200,limit_0/watermark,text_${text("free")},color_FF0000/format,webp|image/resize,w_90/blur,r_3,s_2`;
const parameters: readonly StyleParameter[] = [
  parameter("width", target("resize", "width"), { min: 100, max: 800 }),
  parameter("mode", target("resize", "mode"), { values: ["fill", "pad"] }),
  parameter("enlarge", target("resize", "limit")),
  parameter("caption", target("watermark", "text")),
  parameter("ink", target("watermark", "color")),
  parameter("format", target("format", "format")),
  parameter("last", target("resize", "width", 1)),
  parameter("soft", target("blur", "radius"), {}),
  parameter("aim", target("rotate", "degrees")),
];

const used = (process: string): string => {
  const [stage] = parseProcess(process).pipeline.stages;
  return printPipeline({ stages: withStyleArguments(stagesOf(content), parameters, stage as StyleStage) });
};

test.each([
  ["style/s", content],
  ["style/s,width_300", content],
  ["style/s,width_640", content.replace("w_300", "w_640")],
  ["style/s,last_640", content.replace("w_90", "w_640")],
  ["style/s,mode_pad,width_100", content.replace("m_fill,w_300", "m_pad,w_100")],
  ["style/s,enlarge_1", content.replace("limit_0", "limit_1")],
  [`style/s,caption_${text("李白, 你好_/|")}`, content.replace(text("free"), text("李白, 你好_/|"))],
  ["style/s,ink_00ff7f", content.replace("FF0000", "00FF7F")],
  ["style/s,format_png", content.replace("webp", "png")],
  ["style/s,soft_9", content.replace("r_3", "r_9")],
])("%s is the content with those values", (process, expected) => {
  expect(used(process)).toBe(printPipeline({ stages: stagesOf(expected) }));
});

test.each([
  ["style/s,width_99", "width", "99", "an integer 100..800 (px)"],
  ["style/s,width_801", "width", "801", "an integer 100..800 (px)"],
  ["style/s,width_", "width", "", "an integer 100..800 (px)"],
  ["style/s,width", "width", "", "an integer 100..800 (px)"],
  ["style/s,width_1e2", "width", "1e2", "an integer 100..800 (px)"],
  ["style/s,last_0", "last", "0", "an integer 1..16384 (px)"],
  ["style/s,mode_lfit", "mode", "lfit", "one of fill pad"],
  ["style/s,enlarge_yes", "enlarge", "yes", "0 or 1"],
  ["style/s,ink_red", "ink", "red", "six hex digits, RRGGBB"],
  ["style/s,caption_***", "caption", "***", "a text in URL-safe base64, not empty"],
  [`style/s,caption_${text("x".repeat(65))}`, "caption", expect.any(String), expect.any(String)],
  // A parameter whose step the content has not stands for nothing.
  ["style/s,aim_90", "style", "aim", expect.stringContaining("width mode enlarge caption ink format last soft")],
  ["style/s,Width_200", "style", "Width", expect.stringContaining("a parameter of the style s")],
  ["style/s,__proto___1", "style", "", expect.any(String)],
])("%s is refused, naming the parameter", (process, name, got, expected) => {
  let failure: unknown;
  try {
    used(process);
  } catch (error) {
    failure = error;
  }
  expect(failure).toMatchObject({ code: "InvalidArgument", details: { name, got, expected } });
  expect((failure as Failure).where.item).toBe(name === "style" ? got : name);
});

test.each([
  ["flag", "width", "1"],
  ["text", "width", "300"],
  ["int", "enlarge", "1"],
  ["int", "caption", "300"],
  ["color", "caption", "FF0000"],
  ["choice", "ink", "fill"],
  ["text", "mode", "pad"],
] as const)("a value of type %s is none of the parameter %s", (type, name, value) => {
  const stage = { style: "s" as never, args: { [name]: { text: value, type } } };
  expect(() => withStyleArguments(stagesOf(content), parameters, stage)).toThrow(
    expect.objectContaining({ code: "InvalidArgument", where: { item: name } }),
  );
});

describe("a declared parameter", () => {
  const steps = contentSteps(stagesOf(content));

  test("has the type, the range and the default that the content gives it", () => {
    const facts = [...declaredParameters(steps, parameters).values()].map(({ name, param, default: standard }) => [
      name,
      param.kind.type,
      standard,
    ]);
    expect(facts).toEqual([
      ["width", "int", 300],
      ["mode", "choice", "fill"],
      ["enlarge", "flag", false],
      ["caption", "text", "free"],
      ["ink", "color", "FF0000"],
      ["format", "choice", "webp"],
      ["last", "int", 90],
      ["soft", "int", 3],
    ]);
  });

  test("may stand for several arguments that say the same, in the range that all have", () => {
    const two = contentSteps(stagesOf("image/resize,w_40,h_40/blur,r_40,s_2"));
    const both = { name: "side", description: "", targets: [target("resize", "width"), target("resize", "height")] };
    expect(declareParameter(two, both).param.kind).toMatchObject({ min: 1, max: 16384 });
    const three = { ...both, targets: [...both.targets, target("blur", "radius")] };
    expect(declareParameter(two, three).param.kind).toMatchObject({ min: 1, max: 50 });
    const stage = parseProcess("style/s,side_9").pipeline.stages[0] as StyleStage;
    const made = withStyleArguments(stagesOf("image/resize,w_40,h_40/blur,r_40,s_2"), [three], stage);
    expect(printPipeline({ stages: made })).toBe("image/resize,w_9,h_9/blur,r_9,s_2");
  });

  test.each<[string, StyleParameter, string]>([
    ["a name with an underscore", parameter("a_b", target("resize", "width")), "name"],
    ["a name that starts with a digit", parameter("2x", target("resize", "width")), "name"],
    ["a name of 33 letters", parameter("a".repeat(33), target("resize", "width")), "name"],
    ["no target", { name: "a", description: "", targets: [] }, "targets"],
    ["a step that is not there", parameter("a", target("resize", "width", 2)), "targets"],
    ["an action that there is not", parameter("a", target("slim", "value")), "targets"],
    ["an argument that there is not", parameter("a", target("resize", "constructor")), "targets"],
    ["an argument without a value", parameter("a", target("resize", "height", 1)), "targets"],
    ["an argument of a mark's preparation", parameter("a", target("resize", "share")), "targets"],
    [
      "targets that differ",
      { name: "a", description: "", targets: [target("resize", "width"), target("resize", "height")] },
      "targets",
    ],
    [
      "targets of two types",
      { name: "a", description: "", targets: [target("resize", "width"), target("resize", "mode")] },
      "targets",
    ],
    ["a range that is wider", parameter("a", target("resize", "width"), { max: 20_000 }), "max"],
    ["a range below the action's", parameter("a", target("resize", "width"), { min: 0 }), "min"],
    ["a range that is none", parameter("a", target("resize", "width"), { min: 400, max: 300 }), "max"],
    ["a range above the content", parameter("a", target("resize", "width"), { min: 301 }), "min"],
    ["a range below the content", parameter("a", target("resize", "width"), { max: 299 }), "max"],
    ["a range of a choice", parameter("a", target("resize", "mode"), { min: 1 }), "min"],
    ["values of an integer", parameter("a", target("resize", "width"), { values: ["1"] }), "values"],
    ["a value that there is not", parameter("a", target("resize", "mode"), { values: ["fill", "slim"] }), "values"],
    ["values without the content's", parameter("a", target("resize", "mode"), { values: ["pad"] }), "values"],
    ["no values", parameter("a", target("resize", "mode"), { values: [] }), "values"],
  ])("is refused with %s", (_, declared, name) => {
    expect(() => declareParameter(steps, declared)).toThrow(
      expect.objectContaining({ code: "InvalidArgument", details: expect.objectContaining({ name }) }),
    );
  });

  test("is never an object of the bucket", () => {
    const marked = contentSteps(stagesOf(`image/watermark,image_${text("logo.png")}`));
    expect(() => declareParameter(marked, parameter("a", target("watermark", "image")))).toThrow(Failure);
  });
});

test("no argument at all throws anything but a Failure", () => {
  const word = fc.string({ unit: "grapheme", maxLength: 12 }).map((each) => each.replace(/[,|]/g, ""));
  const key = fc.oneof(fc.constantFrom(...parameters.map(({ name }) => name)), word);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, word), { maxLength: 4 }), (args) => {
      const process = ["style/s", ...args.map(([name, value]) => `${name}_${value}`)].join(",");
      try {
        expect(parseProcess(used(process)).pipeline.stages).toHaveLength(2);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
    { numRuns: scaled(20_000), seed },
  );
});
