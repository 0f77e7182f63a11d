import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { encodeBase64Text, type Header, markKeys, parseProcess, planPipeline } from "../../src/pipeline/index.js";

const photo: Header = {
  format: "jpg",
  width: 400,
  height: 267,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 1000,
  quality: 80,
};
const gif: Header = { ...photo, format: "gif", width: 500, height: 300, frames: 3 };
const webp: Header = { ...gif, format: "webp" };
const plan = (process: string, header: Partial<Header> = {}) =>
  planPipeline(parseProcess(process).pipeline as never, { ...photo, ...header });

describe("orientation comes first, unasked or wherever it is written", () => {
  test.each([
    [6, "image/resize,w_100", [100, 150], "auto-orient"],
    [6, "image/resize,w_100/auto-orient,1", [100, 150], "auto-orient,1"],
    [6, "image/auto-orient,0/resize,w_100", [100, 67], "auto-orient,0"],
    [3, "image/resize,w_100", [100, 67], "auto-orient"],
    [1, "image/resize,w_100", [100, 67], "resize,w_100"],
  ] as const)("%i %s", (orientation, process, [width, height], first) => {
    const { out, stages } = plan(process, { orientation });
    expect(out).toMatchObject({ width, height });
    expect(stages[0]?.steps[0]?.process).toBe(first);
  });
});

describe("frames of an animated source", () => {
  test.each<[string, Header, number, string]>([
    ["image/resize,w_100", gif, 3, "gif"],
    ["image/resize,p_50", gif, 1, "gif"],
    ["image/resize,w_100,p_50", gif, 3, "gif"],
    ["image/crop,w_10", gif, 3, "gif"],
    ["image/rotate,90", gif, 1, "gif"],
    ["image/rotate,360", gif, 3, "gif"],
    ["image/indexcrop,x_10", gif, 1, "gif"],
    ["image/circle,r_10", gif, 1, "gif"],
    ["image/rounded-corners,r_10", gif, 1, "gif"],
    ["image/blur,r_1,s_1", gif, 1, "gif"],
    ["image/bright,1", gif, 1, "gif"],
    ["image/contrast,1", gif, 1, "gif"],
    ["image/sharpen,50", gif, 1, "gif"],
    ["image/auto-orient,1", gif, 1, "gif"],
    ["image/auto-orient,0", gif, 3, "gif"],
    ["image/auto-orient,1", webp, 3, "webp"],
    ["image/auto-orient,1", { ...webp, orientation: 6 }, 1, "webp"],
    ["image/quality,q_50", gif, 1, "gif"],
    ["image/quality,q_50", webp, 3, "webp"],
    ["image/quality,q_50/format,webp", gif, 3, "webp"],
    ["image/format,webp", gif, 3, "webp"],
    ["image/format,gif", gif, 3, "gif"],
    ["image/format,gif", webp, 3, "webp"],
    ["image/format,jpg", gif, 1, "jpg"],
    ["image/format,avif", gif, 1, "avif"],
    ["image/interlace,1", gif, 3, "gif"],
    ["image/watermark,text_SGk", gif, 1, "gif"],
    ["image/watermark,image_YQ", gif, 1, "gif"],
    ["image/watermark,image_YQ,animation_1", gif, 3, "gif"],
    ["image/rotate,90|image/resize,w_10", gif, 1, "gif"],
  ])("%s of %o", (process, source, frames, format) => {
    expect(plan(process, source).out).toMatchObject({ frames, format });
  });

  test.each([
    ["image/rotate,90", "rotate"],
    ["image/resize,w_9/circle,r_3/blur,r_1,s_1", "circle"],
    ["image/resize,w_9/format,png", "format png"],
    ["image/resize,w_9", undefined],
  ])("%s says what keeps one frame only", (process, stilledBy) => {
    expect(plan(process, gif).stages[0]?.stilledBy).toBe(stilledBy);
    expect(plan(process).stages[0]?.stilledBy).toBeUndefined();
  });

  test("an animation is never enlarged, a still one is", () => {
    expect(plan("image/resize,w_1000,limit_0", gif).out).toMatchObject({ width: 500, frames: 3 });
    expect(plan("image/resize,w_1000,limit_0/format,png", gif).out).toMatchObject({ width: 1000, frames: 1 });
  });
});

describe("quality", () => {
  test.each<[string, Partial<Header>, number | undefined]>([
    ["image/resize,w_9", {}, 80],
    ["image/quality,q_50", {}, 40],
    ["image/quality,q_1", { quality: 10 }, 1],
    ["image/quality,Q_50", {}, 50],
    ["image/quality,Q_90", {}, 80],
    ["image/quality,30", {}, 30],
    ["image/quality,q_50/format,webp", {}, 50],
    ["image/format,webp", {}, 75],
    ["image/format,avif", {}, 50],
    ["image/format,jpg", { format: "png" }, 80],
    ["image/quality,q_40/format,jpg", { format: "png" }, 32],
    ["image/quality,Q_40/format,png", {}, undefined],
  ])("%s", (process, header, quality) => {
    expect(plan(process, header).stages[0]?.encode.quality).toBe(quality);
  });

  test("a source without an estimate", () => {
    const { quality: _, ...png } = { ...photo, format: "png" as const };
    expect(
      planPipeline(parseProcess("image/quality,q_40/format,jpg").pipeline as never, png).stages[0]?.encode.quality,
    ).toBe(40);
    expect(planPipeline(parseProcess("image/format,jpg").pipeline as never, png).stages[0]?.encode.quality).toBe(75);
  });
});

describe("limits", () => {
  test.each<[string, Partial<Header>, string, string | undefined]>([
    ["image/rotate,90", { byteSize: 20_971_521 }, "ImageTooLarge", "0040-00000001"],
    ["image/rotate,90", { width: 30_001, height: 10 }, "ImageTooLarge", "0040-00000019"],
    ["image/rotate,90", { format: "tiff", width: 16_385 }, "ImageTooLarge", "0040-00000018"],
    ["image/rotate,90", { format: "bmp", width: 30_001 }, "ImageTooLarge", "0040-00000017"],
    ["image/rotate,90", { format: "avif", width: 10_001 }, "ImageTooLarge", "0040-00000014"],
    ["image/format,png", { format: "png", width: 30_000, height: 30_000 }, "ImageTooLarge", "0040-00000012"],
    ["image/resize,w_1", { format: "png", width: 30_000, height: 30_000 }, "ImageTooLarge", "0040-00000009"],
    ["image/format,png", { format: "gif", width: 5000, height: 5000, frames: 11 }, "ImageTooLarge", "0040-00000012"],
    ["image/rotate,1", { width: 4097, height: 10 }, "BadRequest", "0040-00000006"],
    ["image/auto-orient,1", { width: 4097, orientation: 6 }, "BadRequest", "0040-00000006"],
    ["image/resize,w_5000,h_5000,m_fixed,limit_0", {}, "ImageTooLarge", "0040-00000007"],
    ["image/format,webp", { format: "png", width: 17_000, height: 10 }, "ImageTooLarge", "0040-00000011"],
    ["image/format,avif", { width: 4097, height: 10 }, "ImageTooLarge", "0040-00000014"],
    ["image/format,avif", { width: 4000, height: 2400 }, "ImageTooLarge", "0040-00000014"],
    ["image/crop,x_400", {}, "BadRequest", undefined],
  ])("%s of %o", (process, header, code, ec) => {
    expect(() => plan(process, header)).toThrow(expect.objectContaining({ code, ...(ec && { ec }) }) as Failure);
  });

  test("a refusal in the middle names the step that failed", () => {
    try {
      plan("image/resize,w_100/crop,x_100");
      expect.fail("accepted");
    } catch (error) {
      expect((error as Failure).where).toEqual({ stage: 0, step: 1, action: "crop", item: "x" });
    }
  });

  test.each<[string, Partial<Header>]>([
    ["image/rotate,0", { width: 4097, height: 10 }],
    ["image/resize,w_1000", { width: 5000, height: 3000, orientation: 6 }],
    ["image/resize,w_16384", {}],
    ["image/auto-orient,1", { width: 4097, orientation: 1 }],
  ])("%s of %o is allowed", (process, header) => {
    expect(() => plan(process, header)).not.toThrow();
  });
});

describe("alpha", () => {
  test.each<[string, Partial<Header>, boolean, boolean]>([
    ["image/circle,r_9", {}, false, true],
    ["image/circle,r_9/format,png", {}, true, false],
    ["image/rotate,45", {}, false, true],
    ["image/rotate,90", {}, false, false],
    ["image/format,jpg", { format: "png", alpha: true }, false, true],
    ["image/resize,w_9", { format: "png", alpha: true }, true, false],
  ])("%s", (process, header, alpha, flatten) => {
    const { out, stages } = plan(process, header);
    expect([out.alpha, stages[0]?.encode.flatten]).toEqual([alpha, flatten]);
  });
});

describe("image watermarks", () => {
  const mark: Header = { ...photo, format: "png", width: 80, height: 60, alpha: true };
  const planned = (process: string, header: Partial<Header> = {}) => {
    const encoded = encodeBase64Text(process === "" ? "m.png" : `m.png?x-oss-process=image/${process}`);
    const pipeline = parseProcess(`image/resize,w_200/watermark,image_${encoded}`).pipeline;
    return planPipeline(pipeline as never, photo, () => ({ ...mark, ...header })).stages[0]?.steps[1]?.mark;
  };

  test.each<[string, Partial<Header>, number, number]>([
    ["", {}, 80, 60],
    ["", { orientation: 6 }, 60, 80],
    ["resize,P_50", {}, 89, 67],
    ["resize,P_100", {}, 179, 134],
    ["resize,w_40/rotate,90", {}, 30, 40],
    ["crop,w_30,h_20,x_10/resize,P_10", {}, 20, 13],
    ["indexcrop,x_50,i_1", {}, 30, 60],
    ["rounded-corners,r_10", {}, 80, 60],
  ])("%j of a mark %j is %d x %d on a picture of 200x134", (process, header, width, height) => {
    expect(planned(process, header)?.size).toEqual({ width, height });
  });

  test.each(["gif", "avif", "heic"] as const)("a %s is no mark", (format) => {
    expectRefused(() => planned("", { format }), {
      code: "WatermarkError",
      ec: "0040-00000027",
      where: { stage: 0, step: 1, action: "watermark", item: "image" },
    });
  });

  test("what its preparation cannot do is put down to the item that names it", () => {
    expectRefused(() => planned("crop,x_80"), {
      code: "BadRequest",
      where: { stage: 0, step: 1, action: "watermark", item: "image" },
    });
  });

  test("one whose header is damaged is the watermark's error, not the source's", () => {
    const damaged = () => {
      throw new Failure("ImageDamage", { reason: "no header" });
    };
    expectRefused(() => planPipeline(parseProcess("image/watermark,image_bS5wbmc").pipeline as never, photo, damaged), {
      code: "WatermarkError",
      status: 400,
      where: { stage: 0, step: 0, action: "watermark", item: "image" },
    });
  });

  test("objects are looked up when their step comes", () => {
    const lookUp = () => {
      throw new Failure("NoSuchKey", { bucket: "b", key: "m.png" });
    };
    const plan = (process: string) => planPipeline(parseProcess(process).pipeline as never, photo, lookUp);
    expectRefused(() => plan("image/crop,x_9999/watermark,image_bS5wbmc"), { code: "BadRequest" });
    expectRefused(() => plan("image/watermark,image_bS5wbmc/crop,x_9999"), { code: "NoSuchKey" });
    expect(plan("image/watermark,image_bS5wbmc/info").query).toBe("info");
  });

  test("markKeys names what is drawn, once each", () => {
    const keys = (process: string) => markKeys(parseProcess(process).pipeline as never);
    const [a, b] = ["watermark,image_YQ", "watermark,text_eA,image_Yg"];
    expect(keys(`image/${a}/${b}/${a}`)).toEqual(["a", "b"]);
    expect(keys(`image/${b}|image/${a}`)).toEqual(["b", "a"]);
    expect(keys(`image/${a}|image/${b}/info`)).toEqual(["a"]);
  });
});

function expectRefused(plan: () => unknown, expected: object): void {
  let thrown: unknown;
  try {
    plan();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject(expected);
}
