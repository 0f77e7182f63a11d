import { describe, expect, test } from "vitest";
import {
  type Header,
  type ImagePipeline,
  type Insights,
  needsFocalPoint,
  needsInsights,
  parseProcess,
  planPipeline,
} from "../../src/pipeline/index.js";

const insights: Insights = {
  trim: { x: 20, y: 10, width: 300, height: 200 },
  attention: { x: 0.25, y: 0.5 },
  entropy: { x: 1, y: 0 },
  dominant: "102030",
  palette: ["102030"],
  thumbHash: "",
  blurHash: "",
  lqip: "",
  perceptualHash: "0000000000000000",
};
const photo: Header = {
  format: "jpg",
  width: 400,
  height: 200,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 1000,
  quality: 80,
  insights,
};
const plan = (process: string, header: Partial<Header> = {}) =>
  planPipeline(parseProcess(process).pipeline as ImagePipeline, { ...photo, ...header });
const ops = (process: string, header: Partial<Header> = {}) => plan(process, header).stages[0]?.steps.at(-1)?.ops;

describe("a crop around a point comes down to a scale and a crop with numbers", () => {
  test.each([
    ["image/x-focal-crop,w_100,h_100", { width: 200, height: 100 }, { x: 50, y: 0 }],
    ["image/x-focal-crop,w_100,h_100,x_0", { width: 200, height: 100 }, { x: 0, y: 0 }],
    ["image/x-focal-crop,w_100,h_100,x_1000", { width: 200, height: 100 }, { x: 100, y: 0 }],
    ["image/x-focal-crop,w_100,h_100,x_300", { width: 200, height: 100 }, { x: 10, y: 0 }],
    ["image/x-focal-crop,w_200,h_40,y_800", { width: 200, height: 100 }, { x: 0, y: 60 }],
    ["image/x-focal-crop,w_200,h_40,y_500", { width: 200, height: 100 }, { x: 0, y: 30 }],
    ["image/x-smart-crop,w_100,h_100", { width: 200, height: 100 }, { x: 0, y: 0 }],
    ["image/x-smart-crop,w_100,h_100,by_entropy", { width: 200, height: 100 }, { x: 100, y: 0 }],
  ])("%s", (process, scale, start) => {
    const { out } = plan(process);
    const size = { width: out.width, height: out.height };
    expect(ops(process)).toEqual([
      { op: "scale", ...scale },
      { op: "crop", ...start, ...size },
    ]);
  });

  test("it enlarges only when asked to, and never an animation", () => {
    expect(plan("image/x-focal-crop,w_800,h_800").out).toMatchObject({ width: 400, height: 200 });
    expect(plan("image/x-focal-crop,w_800,h_800,limit_0").out).toMatchObject({ width: 800, height: 800 });
    expect(plan("image/x-focal-crop,w_800,h_800,limit_0", { format: "gif", frames: 2 }).out).toMatchObject({
      width: 400,
      frames: 2,
    });
  });
});

test("a border is cut off where the analysis found it", () => {
  expect(ops("image/x-trim,1")).toEqual([{ op: "crop", x: 20, y: 10, width: 300, height: 200 }]);
});

describe("what needs the source as it is stands in front", () => {
  test.each([
    "image/resize,w_100/x-trim,1",
    "image/rotate,90/x-smart-crop,w_10,h_10",
    "image/x-trim,1/x-trim,1",
    "image/format,png|image/x-trim,1",
  ])("%s", (process) => {
    expect(() => plan(process)).toThrow(expect.objectContaining({ code: "BadRequest", status: 400 }));
  });
  test("a source left on its side is not as it is", () => {
    expect(() => plan("image/auto-orient,0/x-trim,1", { orientation: 6 })).toThrow(
      expect.objectContaining({ code: "BadRequest" }),
    );
    expect(() => plan("image/x-trim,1", { orientation: 6 })).not.toThrow();
    expect(() => plan("image/auto-orient,0/x-trim,1")).not.toThrow();
  });
  test("steps that change nothing may come before", () => {
    expect(() => plan("image/rotate,0/resize,w_9000/x-trim,1")).not.toThrow();
  });
});

test("only steps that look at pixels ask for an analysis", () => {
  const asks = (process: string) => needsInsights(parseProcess(process).pipeline as ImagePipeline);
  expect(["image/x-trim,1", "image/x-smart-crop,w_1,h_1"].map(asks)).toEqual([true, true]);
  expect(["image/x-focal-crop,w_1,h_1", "image/resize,w_1/x-max-bytes,9"].map(asks)).toEqual([false, false]);
});

describe("encoder settings", () => {
  test("the largest file", () => {
    expect(plan("image/x-max-bytes,20000").stages[0]?.encode).toMatchObject({ maxBytes: 20_000, quality: 80 });
    expect(() => plan("image/x-max-bytes,20000/format,png")).toThrow(
      expect.objectContaining({ code: "InvalidArgument" }),
    );
  });
  test("metadata go, unless they are kept on purpose", () => {
    expect(plan("image/resize,w_1").stages[0]?.encode.metadata).toBe("none");
    expect(plan("image/x-metadata,copyright").stages[0]?.encode.metadata).toBe("copyright");
  });
});

describe("the focal point that people set", () => {
  const focalPoint = { x: 0, y: 1 };

  test.each([
    ["image/x-focal-crop,w_100,h_100", 0],
    ["image/auto-orient,1/x-focal-crop,w_100,h_100", 0],
    ["image/x-focal-crop,w_100,h_100,x_500", 50],
    ["image/x-focal-crop,w_100,h_100,y_500", 50],
    // The attention is at 0.25, the detail at 1.
    ["image/x-smart-crop,w_80,h_100", 0],
    ["image/x-smart-crop,w_80,h_100,by_attention", 10],
    ["image/x-smart-crop,w_80,h_100,by_entropy", 120],
    // It is a place of the source, not of what other steps made of it.
    ["image/rotate,180/x-focal-crop,w_100,h_100", 50],
    ["image/resize,w_300|image/x-focal-crop,w_100,h_100", 50],
  ])("%s cuts from %i px", (process, x) => {
    const crop = plan(process, { focalPoint }).stages.at(-1)?.steps.at(-1)?.ops.at(-1);
    expect(crop).toMatchObject({ op: "crop", x });
  });

  test.each([
    ["image/x-focal-crop,w_1,h_1", true],
    ["image/x-smart-crop,w_1,h_1", true],
    ["image/x-focal-crop,w_1,h_1,x_500", false],
    ["image/x-smart-crop,w_1,h_1,by_attention", false],
    ["image/resize,w_1", false],
  ])("is asked for by %s: %s", (process, asks) => {
    expect(needsFocalPoint(parseProcess(process).pipeline as ImagePipeline)).toBe(asks);
  });
});
