import { expect, test } from "vitest";
import { wireProcess } from "../../../src/engine/oss/wire-process.js";
import { type Header, type ImagePipeline, parseProcess, planPipeline } from "../../../src/pipeline/index.js";

const photo: Header = { format: "jpg", width: 400, height: 267, orientation: 1, frames: 1, alpha: false, byteSize: 9 };

const wireOf = (process: string, header: Header = photo) => {
  const pipeline = parseProcess(process).pipeline as ImagePipeline;
  return wireProcess(pipeline, planPipeline(pipeline, header));
};

test.each([
  // Nothing that was written is dropped, defaults neither.
  ["image/resize,m_lfit,w_100,limit_1", "image/resize,m_lfit,w_100,limit_1"],
  ["image/quality,Q_80/resize,w_100|image/rotate,90", "image/resize,w_100/quality,Q_80|image/rotate,90"],
  ["image/format,src", "image/format,src"],
  // What only this gateway knows is done here.
  ["image/resize,w_100/x-engine,any", "image/resize,w_100"],
  ["image/resize,w_100/x-auto-format,0", "image/resize,w_100"],
  ["image/x-engine,oss", "image/format,jpg"],
  ["image/info/x-engine,oss", "image/info"],
  // Or said in plain numbers.
  ["image/x-focal-crop,w_150,h_150,x_250,y_400", "image/resize,m_fixed,w_225,h_150,limit_0/crop,w_150,h_150,x_0,y_0"],
  ["image/x-focal-crop,w_4000,h_10", "image/format,jpg"],
  [
    "image/resize,w_200/x-focal-crop,w_50,h_100,x_1000/format,png",
    "image/resize,w_200/resize,m_fixed,w_149,h_100,limit_0/crop,w_50,h_100,x_99,y_0/format,png",
  ],
])("%s is sent as %s", (process, wire) => {
  expect(wireOf(process)).toBe(wire);
});

test("what is sent leads to the same sizes", () => {
  for (const orientation of [1, 6] as const)
    for (const process of ["image/x-focal-crop,w_77,h_133,x_900,y_10", "image/resize,p_51/x-focal-crop,w_20,h_90"]) {
      const header = { ...photo, orientation };
      const sizeOf = (text: string) => planPipeline(parseProcess(text).pipeline as ImagePipeline, header).out;
      expect(sizeOf(wireOf(process, header))).toEqual(sizeOf(process));
    }
});
