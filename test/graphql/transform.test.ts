import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import "../../src/graphql/index.js";
import { readTransform } from "../../src/graphql/inputs/read-transform.js";
import { simpleSteps } from "../../src/graphql/inputs/simple-steps.js";
import { Fit, type SimpleTransform } from "../../src/graphql/inputs/simple-transform.js";
import type { TransformInput } from "../../src/graphql/inputs/transform-input.js";
import { RefusedInput } from "../../src/graphql/refused-input.js";
import { printPipeline } from "../../src/pipeline/index.js";

// Inputs as resolvers get them: enums by their inner values, colours without #.

describe("the simple form", () => {
  const box = { width: 300, height: 200 };
  test.each<[SimpleTransform, string]>([
    [{ width: 300 }, "resize,w_300"],
    [{ height: 200 }, "resize,h_200"],
    [box, "resize,w_300,h_200"],
    [{ ...box, fit: Fit.INSIDE }, "resize,w_300,h_200"],
    [{ ...box, fit: Fit.OUTSIDE }, "resize,m_mfit,w_300,h_200"],
    [{ width: 300, fit: Fit.OUTSIDE }, "resize,m_mfit,w_300"],
    [{ ...box, fit: Fit.COVER }, "resize,m_fill,w_300,h_200,limit_0"],
    [{ ...box, fit: Fit.COVER, focus: "center" }, "resize,m_fill,w_300,h_200,limit_0"],
    [{ ...box, fit: Fit.COVER, focus: "north-east" }, "resize,m_mfit,w_300,h_200,limit_0/crop,w_300,h_200,g_ne"],
    [{ ...box, fit: Fit.COVER, focus: "attention" }, "x-smart-crop,w_300,h_200,by_attention,limit_0"],
    [{ ...box, fit: Fit.COVER, focus: "entropy", dpr: 2 }, "x-smart-crop,w_600,h_400,by_entropy,limit_0"],
    [{ ...box, fit: Fit.COVER, focalPoint: { x: 0.25, y: 1 } }, "x-focal-crop,w_300,h_200,x_250,y_1000,limit_0"],
    [{ ...box, format: "auto" }, "resize,w_300,h_200/x-auto-format,1"],
    [{ ...box, fit: Fit.CONTAIN }, "resize,m_pad,w_300,h_200,limit_0"],
    [{ ...box, fit: Fit.CONTAIN, background: "FF0000" }, "resize,m_pad,w_300,h_200,limit_0,color_FF0000"],
    [{ ...box, fit: Fit.FILL }, "resize,m_fixed,w_300,h_200,limit_0"],
    [{ ...box, dpr: 2 }, "resize,w_600,h_400"],
    [{ width: 101, dpr: 1.5 }, "resize,w_152"],
    [{ format: "webp" }, "format,webp"],
    [{ quality: 80 }, "quality,Q_80"],
    [{ width: 300, format: "avif", quality: 50 }, "resize,w_300/format,avif/quality,Q_50"],
  ])("%j is %s", (simple, steps) => {
    expect(simpleSteps(simple)).toBe(steps);
  });

  test.each<[SimpleTransform, string, string, readonly string[]]>([
    [{}, "MissingArgument", "simple", []],
    [{ fit: Fit.COVER }, "InvalidArgument", "fit", ["fit"]],
    [{ dpr: 2 }, "InvalidArgument", "dpr", ["dpr"]],
    [{ width: 300, dpr: 0.5 }, "InvalidArgument", "dpr", ["dpr"]],
    [{ width: 300, dpr: 6 }, "InvalidArgument", "dpr", ["dpr"]],
    [{ width: 300, dpr: Number.NaN }, "InvalidArgument", "dpr", ["dpr"]],
    [{ width: 300, fit: Fit.COVER }, "MissingArgument", "height", ["height"]],
    [{ height: 300, fit: Fit.FILL }, "MissingArgument", "width", ["width"]],
    [{ ...box, focus: "north" }, "InvalidArgument", "focus", ["focus"]],
    [{ ...box, focus: "attention" }, "InvalidArgument", "focus", ["focus"]],
    [{ ...box, focalPoint: { x: 0, y: 0 } }, "InvalidArgument", "focalPoint", ["focalPoint"]],
    [
      { ...box, fit: Fit.COVER, focus: "center", focalPoint: { x: 0, y: 0 } },
      "InvalidArgument",
      "focalPoint",
      ["focalPoint"],
    ],
    [{ ...box, fit: Fit.COVER, focalPoint: { x: 1.01, y: 0 } }, "InvalidArgument", "x", ["focalPoint", "x"]],
    [{ ...box, fit: Fit.COVER, focalPoint: { x: 0, y: Number.NaN } }, "InvalidArgument", "y", ["focalPoint", "y"]],
    [{ width: 300, fit: Fit.COVER, focus: "entropy" }, "MissingArgument", "height", ["height"]],
    [{ width: 0, height: 9, fit: Fit.COVER, focus: "entropy" }, "InvalidArgument", "width", ["width"]],
    [{ ...box, background: "FF0000" }, "InvalidArgument", "background", ["background"]],
    [{ width: 0 }, "InvalidArgument", "width", ["width"]],
    [{ width: 10_000, dpr: 2 }, "InvalidArgument", "width", ["width"]],
    [{ height: -1 }, "InvalidArgument", "height", ["height"]],
    [{ width: 300, quality: 101 }, "InvalidArgument", "quality", ["quality"]],
  ])("%j is refused: %s, %s", (simple, code, name, path) => {
    const { failure, inputPath } = refusal({ simple });
    expect(failure.code).toBe(code);
    expect(failure.details).toMatchObject({ name });
    expect(inputPath).toEqual(["transform", "simple", ...path]);
  });
});

describe("steps", () => {
  test.each<[TransformInput["steps"] & object, string]>([
    [[{ resize: { width: 300, mode: "fill", height: 200 } }], "image/resize,m_fill,w_300,h_200"],
    [[{ bright: 50 }, { contrast: -20 }, { sharpen: 100 }], "image/bright,50/contrast,-20/sharpen,100"],
    [[{ rotate: { degrees: 90 } }, { autoOrient: false }], "image/auto-orient,0/rotate,90"],
    [
      [{ format: { format: "png" } }, { resize: { width: 1 } }, { interlace: true }],
      "image/resize,w_1/format,png/interlace,1",
    ],
    [[{ indexCrop: { x: 100, index: 2 } }], "image/indexcrop,x_100,i_2"],
    [[{ roundedCorners: { radius: 5 } }, { circle: { radius: 6 } }], "image/rounded-corners,r_5/circle,r_6"],
    [[{ quality: { relative: 50, absolute: null } }], "image/quality,q_50"],
    [[{ crop: { gravity: "south-east", width: 9 } }], "image/crop,w_9,g_se"],
    [
      [{ watermark: { text: { text: "Hé, 图", color: "FFFFFF", font: "wqy-zenhei", opacity: 50 } } }],
      "image/watermark,text_SMOpLCDlm74,type_d3F5LXplbmhlaQ,color_FFFFFF,t_50",
    ],
    [
      [{ watermark: { image: { image: { key: "logo.png" }, gravity: "north" } } }],
      "image/watermark,image_bG9nby5wbmc,g_north",
    ],
  ])("%j", (steps, process) => {
    expect(printPipeline(readTransform({ steps }, []).pipeline)).toBe(process);
  });

  test("a mark is prepared by a transform of its own, after its share", () => {
    const mark = { key: "logo.png", share: 30, transform: { steps: [{ rotate: { degrees: 90 } }] } };
    const { pipeline } = readTransform({ steps: [{ watermark: { image: { image: mark } } }] }, []);
    const encoded = /image_([\w-]+)/.exec(printPipeline(pipeline))?.[1] ?? "";
    expect(Buffer.from(encoded, "base64url").toString()).toBe("logo.png?x-oss-process=image/resize,P_30/rotate,90");
  });

  test.each<[TransformInput["steps"] & object, string, string | undefined, readonly (string | number)[]]>([
    [[], "InvalidArgument", undefined, []],
    [[{ resize: { width: 0 } }], "InvalidArgument", "w", [0, "resize", "width"]],
    [[{ rotate: { degrees: 90 } }, { resize: { height: 16_385 } }], "InvalidArgument", "h", [1, "resize", "height"]],
    [[{ resize: {} }], "MissingArgument", undefined, [0, "resize"]],
    [[{ resize: { mode: "fill" } }], "MissingArgument", undefined, [0, "resize"]],
    [[{ rotate: { degrees: 361 } }], "InvalidArgument", "", [0, "rotate", "degrees"]],
    [[{ bright: 101 }], "InvalidArgument", "", [0, "bright"]],
    [[{ format: { format: "png" } }, { sharpen: 49 }], "InvalidArgument", "", [1, "sharpen"]],
    [[{ blur: { radius: 51, sigma: 1 } }], "InvalidArgument", "r", [0, "blur", "radius"]],
    [[{ quality: { absolute: 0 } }], "InvalidArgument", "Q", [0, "quality", "absolute"]],
    [[{ indexCrop: { index: 1 } }], "InvalidArgument", undefined, [0, "indexCrop"]],
    [[{ watermark: { text: { text: "" } } }], "MissingArgument", "text", [0, "watermark", "text", "text"]],
    [[{ watermark: { text: { text: "x".repeat(65) } } }], "InvalidArgument", "text", [0, "watermark", "text", "text"]],
    [[{ watermark: { text: { text: "x", size: 1001 } } }], "InvalidArgument", "size", [0, "watermark", "text", "size"]],
    [
      [{ watermark: { image: { image: { key: "a", transform: { steps: [{ bright: 1 }] } } } } }],
      "InvalidArgument",
      "image",
      [0, "watermark", "image", "image"],
    ],
  ])("%j is refused: %s, item %j", (steps, code, item, path) => {
    const { failure, inputPath } = refusal({ steps });
    expect(failure.code).toBe(code);
    expect(failure.where.item).toBe(item);
    expect(inputPath).toEqual(["transform", "steps", ...path]);
  });

  test.each<[TransformInput, string]>([
    [{ simple: { width: 0 } }, 'width: expected an integer 1..16384 (px), got "0"'],
    [{ simple: { width: 0, height: 0 } }, 'width: expected a side of at least 1 px, got "0"'],
    [{ simple: { width: 9, quality: 101 } }, 'quality: expected an integer 1..100, got "101"'],
    [{ steps: [] }, 'steps: expected at least one step, got "[]"'],
    [{ steps: [{ resize: { longSide: 0 } }] }, 'longSide: expected an integer 1..16384 (px), got "0"'],
    [
      { steps: [{ resize: {} }] },
      "resize: missing, expected at least one of width, height, longSide, shortSide, percent",
    ],
    [{ steps: [{ indexCrop: { index: 1 } }] }, 'indexCrop: expected at least one of x, y, got "none"'],
    [{ steps: [{ quality: {} }] }, "quality: missing, expected at least one of relative, absolute"],
    [{ steps: [{ bright: 101 }] }, 'bright: expected an integer -100..100, got "101"'],
    [{ steps: [{ rotate: { degrees: 361 } }] }, 'degrees: expected an integer 0..360 (degrees clockwise), got "361"'],
    [{ steps: [mark({ simple: { width: 0 } })] }, 'width: expected an integer 1..16384 (px), got "0"'],
    [{ steps: [mark({ steps: [{ resize: { height: 0 } }] })] }, 'height: expected an integer 1..16384 (px), got "0"'],
    [{ steps: [mark({ process: "image/resize,w_0" })] }, 'w: expected an integer 1..16384 (px), got "0"'],
    [{ steps: [mark({ steps: [] })] }, 'steps: expected at least one step, got "[]"'],
    [{ process: "image/resize,w_0" }, 'w: expected an integer 1..16384 (px), got "0"'],
  ])("%j is refused in the words in which it was written", (input, message) => {
    const { failure } = refusal(input);
    expect(failure.message).toBe(message);
  });

  test("more steps than a process string holds are refused as steps", () => {
    const { failure } = refusal({ steps: Array.from({ length: 1024 }, () => ({ bright: 1 })) });
    expect(failure.message).toBe('steps: expected at most 8192 bytes, got "9221 bytes"');
  });

  test("a watermark within a watermark's preparation is refused before it is written, however deep", () => {
    let transform: TransformInput = { steps: [{ rotate: { degrees: 90 } }] };
    for (let depth = 0; depth < 1000; depth += 1)
      transform = { steps: [{ bright: 1 }, { watermark: { image: { image: { key: "a", transform } } } }] };
    const { failure, inputPath } = refusal(transform);
    expect(failure).toMatchObject({
      code: "InvalidArgument",
      where: { stage: 0, step: 1, action: "watermark", item: "image" },
    });
    expect(inputPath).toEqual(["transform", "steps", 1, "watermark", "image", "image"]);
  });

  test("a failure of the plan names the step as it was written, not as it runs", () => {
    const steps = [
      { format: { format: "png" } },
      { rotate: { degrees: 90 } },
      { autoOrient: true },
      { crop: { x: 9999 } },
    ];
    const { blame } = readTransform({ steps }, ["transform"]);
    const failure = new Failure(
      "BadRequest",
      { reason: "outside" },
      { where: { stage: 0, step: 2, action: "crop", item: "x" } },
    );
    expect(blame(failure)).toEqual(["transform", "steps", 3, "crop", "x"]);
    expect(blame(failure.at({ stage: 0 }))).toEqual(["transform", "steps", 3, "crop", "x"]);
  });

  test("a damaged file is nobody's argument", () => {
    const { blame } = readTransform({ steps: [{ bright: 1 }] }, ["transform"]);
    expect(blame(new Failure("ImageDamage", { reason: "cut off" }))).toBeUndefined();
  });
});

describe("style and process", () => {
  test.each<[TransformInput, string]>([
    [{ style: "Thumb.1_a-b" }, "style/Thumb.1_a-b"],
    [{ process: "image/resize,w_1|image/rotate,90" }, "image/resize,w_1|image/rotate,90"],
    [{ process: "style/a" }, "style/a"],
  ])("%j", (input, process) => {
    expect(printPipeline(readTransform(input, []).pipeline)).toBe(process);
  });

  test.each<[TransformInput, string, string]>([
    [{ style: "" }, "InvalidArgument", "style"],
    [{ style: "a|image/resize,w_1" }, "InvalidArgument", "style"],
    [{ style: "a/b" }, "InvalidArgument", "style"],
    [{ process: "" }, "InvalidArgument", "process"],
    [{ process: "image/slim,1" }, "InvalidArgument", "process"],
    [{ process: "image/resize,w_1|sys/saveas,o_YQ" }, "InvalidArgument", "process"],
    [{ process: "image/resize,w_1|||||||" }, "TooManyPipes", "process"],
  ])("%j is refused: %s", (input, code, field) => {
    const { failure, inputPath } = refusal(input);
    expect(failure.code).toBe(code);
    expect(inputPath).toEqual(["transform", field]);
  });

  test("what the grammar ignores is a warning", () => {
    const { warnings } = readTransform({ process: "image/crop,w_100,r_1" }, []);
    expect(warnings).toMatchObject([{ stage: 0, step: 0, action: "crop", item: "r_1" }]);
  });
});

function refusal(input: TransformInput): RefusedInput {
  try {
    readTransform(input, ["transform"]);
  } catch (error) {
    if (error instanceof RefusedInput) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

function mark(transform: TransformInput) {
  return { watermark: { image: { image: { key: "a.png", transform } } } };
}
