import { parseBucketName } from "../../src/base/bucket-name.js";
import { type Pipeline, parseProcess } from "../../src/pipeline/index.js";
import { at, type House, house, photo } from "./house.js";

/** A house with the private bucket `shut`, a photograph `a.jpg` and a text `b.txt` in it. */
export async function furnished(options?: Parameters<typeof house>[0]): Promise<House> {
  const h = house(options);
  await h.bucket("shut");
  await h.put("shut", "a.jpg", photo);
  await h.put("shut", "b.txt", "no image");
  return h;
}

export const shut = parseBucketName("shut");
/** The photograph in it. */
export const source = at("shut", "a.jpg");

/** The pipeline that a process string says. */
export const pipelineOf = (process: string): Pipeline => parseProcess(process).pipeline;
