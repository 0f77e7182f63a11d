import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { anchored } from "../../src/engine/local-sharp/planner/anchored.js";
import {
  canonicalPipeline,
  canonicalProcess,
  type Header,
  type ImagePipeline,
  type Op,
  parseProcess,
  planPipeline,
  printPipeline,
} from "../../src/pipeline/index.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { arbitraryImagePipeline, arbitraryPipeline } from "./support/arbitrary.js";
import { arbitraryHeader } from "./support/arbitrary-header.js";

const options = (numRuns: number) => ({ numRuns, seed });

test("print after parse is the identity on canonical pipelines", () => {
  fc.assert(
    fc.property(arbitraryPipeline, (pipeline) => {
      const canonical = canonicalPipeline(pipeline);
      const text = printPipeline(canonical);
      expect(parseProcess(text).pipeline).toEqual(canonical);
      expect(canonicalProcess(parseProcess(text).pipeline)).toBe(text);
    }),
    options(scaled(20_000)),
  );
});

test("printing loses nothing: parse after print gives the pipeline back", () => {
  fc.assert(
    fc.property(arbitraryPipeline, (pipeline) => {
      expect(parseProcess(printPipeline(pipeline)).pipeline).toEqual(pipeline);
    }),
    options(scaled(20_000)),
  );
});

test("a plan never leaves a frame empty, each op fits the frame before it, and every refusal is typed", () => {
  fc.assert(
    fc.property(arbitraryImagePipeline, arbitraryHeader, (pipeline, header) => {
      let plan: ReturnType<typeof planPipeline>;
      try {
        plan = planPipeline(pipeline, header);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
        expect((error as Failure).status).toBeLessThan(500);
        return;
      }
      for (const stage of plan.stages) {
        let { width, height } = stage.source;
        for (const { ops, size } of stage.steps) {
          for (const op of ops) {
            if (op.op === "crop") {
              expect(op.x).toBeGreaterThanOrEqual(0);
              expect(op.y).toBeGreaterThanOrEqual(0);
              expect(op.x + op.width).toBeLessThanOrEqual(width);
              expect(op.y + op.height).toBeLessThanOrEqual(height);
            }
            if (op.op === "crop" || op.op === "scale" || op.op === "rotate") ({ width, height } = op);
            if (op.op === "extend") [width, height] = [width + op.left + op.right, height + op.top + op.bottom];
            if (op.op === "orient" && op.rotate % 180 !== 0) [width, height] = [height, width];
          }
          expect({ width, height }).toEqual(size);
          expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
          expect(Number.isInteger(width) && Number.isInteger(height)).toBe(true);
        }
        expect(stage.out).toMatchObject({ width, height });
      }
    }),
    options(scaled(20_000)),
  );
});

test("the canonical form comes down to the same work", () => {
  fc.assert(
    fc.property(arbitraryImagePipeline, arbitraryHeader, (pipeline, header) => {
      expect(workOf(canonicalPipeline(pipeline), header)).toEqual(workOf(pipeline, header));
    }),
    options(scaled(20_000)),
  );
});

/** What is done to the picture, or the code of the refusal. */
function workOf(pipeline: ImagePipeline, header: Header) {
  try {
    return planPipeline(pipeline, header).stages.map(({ steps, encode, out, animated, stilledBy }) => {
      const ops = steps.flatMap((step) => step.ops.map(withCorner));
      return { ops, encode, out, animated, stilledBy };
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.code;
  }
}

/** A watermark with the corner that its box gets, instead of distances of which not all count. */
function withCorner(op: Op) {
  return op.op === "over" && op.place.kind === "anchor"
    ? { ...op, place: anchored(op.place, { width: 30, height: 20 }, { width: 400, height: 300 }) }
    : op;
}

const valid = [
  "image/resize,m_fill,w_300,h_200,limit_0,color_FF00FF/rotate,45/format,webp",
  "image/crop,w_100,h_100,x_10,y_10,g_se/quality,q_80/interlace,1|style/abc",
  "image/watermark,text_SGVsbG8g5Zu-54mH5pyN5YqhIQ,type_d3F5LXplbmhlaQ,size_30,t_50,g_center,voffset_-10,fill_1,padx_3",
  "image/watermark,image_cGFuZGEucG5nP3gtb3NzLXByb2Nlc3M9aW1hZ2UvcmVzaXplLFBfMzA,g_nw,order_1,align_2,interval_9",
  "image/indexcrop,x_100,i_2/circle,r_100/rounded-corners,r_9/blur,r_3,s_2/bright,-50/contrast,50/sharpen,100/info",
  "image/auto-orient,1/average-hue|sys/saveas,o_ZGVzdC5qcGc,b_Ymt0",
];
/** Valid strings with pieces cut, doubled, swapped and replaced: they get deeper into the grammar than noise does. */
const mutated = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(
      fc.tuple(
        fc.nat(160),
        fc.nat(12),
        fc.oneof(
          fc.string({ maxLength: 4 }),
          fc.constantFrom("/", ",", "_", "|", "-", "%", "\0", "９", "image/", ",constructor_", ",__proto__"),
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [at, length, piece]) => current.slice(0, at) + piece + current.slice(at + length), text),
  );

test("no string at all makes the grammar throw anything but a failure of the client's", () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 3, arbitrary: mutated }, fc.string({ unit: "binary", maxLength: 60 }), fc.string()),
      (text) => {
        try {
          const { pipeline } = parseProcess(text);
          // What is accepted has a canonical form that is accepted too.
          expect(canonicalProcess(parseProcess(canonicalProcess(pipeline)).pipeline)).toBe(canonicalProcess(pipeline));
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.status === 501 || (error.status >= 400 && error.status < 500)).toBe(true);
        }
      },
    ),
    options(scaled(100_000)),
  );
});
