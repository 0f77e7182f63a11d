import { describe, expect, test } from "vitest";
import {
  canonicalProcess,
  engineChoice,
  type ImagePipeline,
  parseProcess,
  printPipeline,
  withEngineChoice,
  withoutEngineChoice,
} from "../../src/pipeline/index.js";

const pipelineOf = (process: string) => parseProcess(process).pipeline;

describe("the choice of an engine", () => {
  test.each([
    ["image/resize,w_1", "configured"],
    ["image/x-engine,any/resize,w_1", "any"],
    ["image/x-engine,any/resize,w_1/x-engine,local", "local"],
    ["image/x-engine,local/info|image/x-engine,oss/resize,w_1", "oss"],
    ["image/x-engine,any|image/resize,w_1", "any"],
  ])("of %s is %s", (process, choice) => {
    expect(engineChoice(pipelineOf(process) as ImagePipeline)).toBe(choice);
  });

  test.each([
    ["image/resize,w_1", "image/resize,w_1/x-engine,any"],
    ["image/resize,w_1/x-engine,local", "image/resize,w_1/x-engine,any"],
    ["image/resize,w_1|image/rotate,90", "image/resize,w_1|image/rotate,90/x-engine,any"],
    ["style/small", "style/small|image/x-engine,any"],
    ["image/resize,w_1|style/small", "image/resize,w_1|style/small|image/x-engine,any"],
  ])("is put into %s", (process, chosen) => {
    expect(printPipeline(withEngineChoice(pipelineOf(process), "any"))).toBe(chosen);
    expect(printPipeline(withEngineChoice(pipelineOf(process), "configured"))).toBe(process);
  });

  test("stays in the canonical form unless it says nothing, and is no part of what a result is", () => {
    expect(canonicalProcess(pipelineOf("image/resize,w_1/x-engine,any"))).toBe("image/resize,w_1/x-engine,any");
    expect(canonicalProcess(pipelineOf("image/resize,w_1/x-engine,configured"))).toBe("image/resize,w_1");
    const chosen = pipelineOf("image/resize,w_1/x-engine,any|image/rotate,90/x-engine,oss") as ImagePipeline;
    expect(canonicalProcess(withoutEngineChoice(chosen))).toBe("image/resize,w_1|image/rotate,90");
  });
});
