import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/engine/local-sharp/planner/compile.js";
import { describePass } from "../../src/engine/local-sharp/planner/describe-op.js";
import { readShrink } from "../../src/engine/local-sharp/planner/read-shrink.js";
import { joinTurns, type Turn, turnRectangle, turnSize, undoTurn } from "../../src/engine/local-sharp/planner/turn.js";
import { type Header, type ImagePipeline, parseProcess, planPipeline } from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { seed } from "../support/seed.js";
import { coverage } from "./support/coverage.js";

const photo: Header = {
  format: "jpg",
  width: 4000,
  height: 3000,
  orientation: 1,
  frames: 1,
  alpha: false,
  byteSize: 3_000_000,
};
const upright: Header = { ...photo, orientation: 6 };
const soft: Header = { ...photo, format: "png", width: 1600, height: 1250, alpha: true };

describe("cascades come down to passes", () => {
  test.each<[string, Header, string, string[]]>([
    [
      "one pass for what sharp does in order",
      photo,
      "resize,w_400/crop,w_200,h_100/blur,r_3,s_2",
      ["scale 400x300 | crop 200x100 at 0,0 | blur radius 3 sigma 2"],
    ],
    ["nothing at all still decodes and encodes", photo, "format,png", [""]],
    [
      "text is drawn between reading and writing",
      photo,
      "resize,w_400/watermark,text_QQ",
      ["scale 400x300 | draw text south-east"],
    ],
    ["a second scale needs a second instance", photo, "resize,w_400/resize,w_200", ["scale 400x300", "scale 200x150"]],
    ["a crop in front reads less", photo, "crop,w_2000,h_1000/resize,w_200", ["crop 2000x1000 at 0,0 | scale 200x100"]],
    ["the orientation moves behind the scale", upright, "resize,w_300", ["scale 400x300 | turn 90"]],
    [
      "a turn moves behind crop and scale",
      photo,
      "rotate,90/crop,w_1500,h_1000,g_se/resize,w_300",
      ["crop 1000x1500 at 3000,0 | scale 200x300 | turn 90"],
    ],
    [
      "a crop between scale and turn moves behind both",
      photo,
      "resize,w_400/crop,w_100,h_50,x_10,y_20/rotate,90",
      ["scale 400x300 | turn 90 | crop 50x100 at 230,10"],
    ],
    ["two turns are one", photo, "rotate,90/rotate,270", [""]],
    ["two crops are one", photo, "crop,w_2000,h_2000,x_10,y_10/crop,w_100,h_100,x_5,y_5", ["crop 100x100 at 15,15"]],
    [
      "tones are one table, behind the crop",
      photo,
      "resize,w_400/bright,10/contrast,20/crop,w_10,h_10",
      ["scale 400x300 | crop 10x10 at 0,0 | tone x1 +10, x1.2 -25.6"],
    ],
    ["a tone stays in front of a scale", photo, "bright,10/resize,w_400", ["tone x1 +10", "scale 400x300"]],
    [
      "a padding colour is not toned by what came before",
      photo,
      "resize,w_400/bright,10/resize,m_pad,w_400,h_400,limit_0",
      ["scale 400x300 | tone x1 +10 | extend 0,50,0,50 in #FFFFFF"],
    ],
    [
      "a quarter turn and another angle are two instances",
      photo,
      "resize,w_400/rotate,90/rotate,30",
      ["scale 400x300 | turn 90", "rotate 30 to 460x496"],
    ],
    [
      "an enlarging scale stays behind the turn",
      { ...photo, width: 400, height: 300 },
      "rotate,90/resize,w_600,limit_0",
      ["turn 90", "scale 600x800"],
    ],
    [
      "a small picture is turned first unless its blocks come out even",
      { ...photo, width: 401, height: 301 },
      "rotate,90/resize,w_50",
      ["turn 90", "scale 50x67"],
    ],
    [
      "a blur of soft alpha has a pass of its own",
      soft,
      "resize,w_400/blur,r_3,s_2/sharpen,100",
      ["scale 400x313", "blur radius 3 sigma 2 | sharpen 1"],
    ],
    [
      "a mask makes alpha, which the blur behind it spares",
      photo,
      "resize,w_400/circle,r_50/blur,r_3,s_2",
      ["scale 400x300 | crop 101x101 at 149,99 | circle", "blur radius 3 sigma 2"],
    ],
  ])("%s", (_, source, process, expected) => {
    expect(passes(process, source)).toEqual(expected);
  });

  test("exact leaves turns where they are and scales soft alpha apart", () => {
    expect(passes("resize,w_300", upright, "exact")).toEqual(["turn 90", "scale 300x400"]);
    expect(passes("resize,w_400/rotate,30", soft, "exact")).toEqual(["scale 400x313", "rotate 30 to 503x471"]);
    expect(passes("resize,w_400/rotate,30", soft)).toEqual(["scale 400x313 | rotate 30 to 503x471"]);
  });

  test("rules are told in the order in which they fired", () => {
    expect(compiled("rotate,90/crop,w_1500,h_1000/resize,w_300/bright,0", photo).rules).toEqual([
      "crop-before-turn",
      "scale-before-turn",
    ]);
  });

  test("a long row of steps is compiled at once", () => {
    const long = Array.from({ length: 240 }, (_, n) => `rotate,90/bright,${(n % 9) + 1}/crop,w_${4000 - n}`).join("/");
    expect(compiled(`resize,w_1000/${long}`, photo).work).toMatchObject({ kind: "image" });
  });
});

describe("what this engine cannot do is said before any work", () => {
  test.each<[string, Header]>([
    ["format,heic", photo],
    ["resize,w_100", { ...photo, format: "heic" }],
    ["average-hue", { ...photo, format: "heic" }],
  ])("%s", async (process, source) => {
    await expectFailure("NotImplemented", () => compiled(process, source));
  });

  test("but the header of a HEIC is told", () => {
    expect(compiled("info", { ...photo, format: "heic" }).work).toEqual({ kind: "info" });
  });
});

describe("a decoder shrinks while it reads", () => {
  test.each<[string, Partial<Header>, number, string]>([
    ["a camera's picture, in whole blocks", {}, 400, "least"],
    ["a small one, when the scale behind it still halves", { width: 1920, height: 1080 }, 130, "half"],
    ["a large one that drifts less than can be seen", { width: 6028, height: 3391 }, 400, "half"],
    ["not a small one that would drift", { width: 1200, height: 799 }, 100, "whole"],
    ["not a WebP", { format: "webp" }, 400, "whole"],
    ["not a PNG", { format: "png" }, 400, "whole"],
  ])("%s", (_, change, width, expected) => {
    const source = { ...photo, ...change };
    const target = { width, height: Math.round((source.height * width) / source.width) };
    expect(readShrink(source, target, "balanced")).toBe(expected);
    expect(readShrink(source, target, "exact")).toBe("whole");
  });
});

describe("turns of a rectangle", () => {
  const turn = fc.record<Turn>({
    op: fc.constant("orient"),
    flop: fc.boolean(),
    rotate: fc.constantFrom(0, 90, 180, 270),
  });
  const frame = { width: 7, height: 4 };
  const rectangle = { x: 1, y: 2, width: 3, height: 2 };

  test("joining is doing one after the other", () => {
    fc.assert(
      fc.property(turn, turn, (first, second) => {
        const stepwise = turnRectangle(second, turnRectangle(first, rectangle, frame), turnSize(first, frame));
        expect(turnRectangle(joinTurns(first, second), rectangle, frame)).toEqual(stepwise);
      }),
      { seed },
    );
  });

  test("undoing leaves nothing", () => {
    fc.assert(
      fc.property(turn, (there) => {
        const turned = turnRectangle(there, rectangle, frame);
        expect(turnRectangle(undoTurn(there), turned, turnSize(there, frame))).toEqual(rectangle);
        expect(joinTurns(there, undoTurn(there))).toMatchObject({ flop: false, rotate: 0 });
      }),
      { seed },
    );
  });
});

function compiled(process: string, source: Header, exactness: "exact" | "balanced" = "balanced") {
  const { stages } = planPipeline(parseProcess(`image/${process}`).pipeline as ImagePipeline, source);
  return compile(stages[0]!, { exactness, coverage });
}

function passes(process: string, source: Header, exactness: "exact" | "balanced" = "balanced"): string[] {
  const { work } = compiled(process, source, exactness);
  if (work.kind !== "image") throw new Error(`expected image work, got ${work.kind}`);
  return work.passes.map((pass) => describePass(pass).join(" | "));
}
