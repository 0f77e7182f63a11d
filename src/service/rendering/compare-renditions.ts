import { Failure } from "../../base/failure.js";
import type { ImageResult, Preparation, Service } from "../service.js";
import { makeResult, type ResultUse } from "./make-result.js";
import { megapixels } from "./megapixels.js";

/**
 * Makes both, or takes them as they are kept, and compares what they show. Throws what rendering throws, NotImplemented where
 * no engine works pixels here, TypeError for a question.
 */
export const compareRenditions =
  (use: ResultUse): Service["compareRenditions"] =>
  async (preparations, { heatMapSide }, call) => {
    const { compare } = use.engine;
    if (!compare) throw new Failure("NotImplemented", { what: "comparing pixels" });
    const made = async <T>(preparation: Preparation, work: (image: ImageResult) => Promise<T>): Promise<T> => {
      const result = await makeResult(use)(preparation, call);
      try {
        if (result.kind !== "image") throw new TypeError("a question is not compared");
        return await work(result);
      } finally {
        await result.release();
      }
    };
    return made(preparations[0], (a) =>
      made(preparations[1], async (b) => {
        call.spend?.(megapixels(a) + megapixels(b));
        return { a, b, pixels: await compare([a, b], { heatMapSide }, call.signal) };
      }),
    );
  };
