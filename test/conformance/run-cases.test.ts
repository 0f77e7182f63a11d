import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { type OpenedConformance, openConformance } from "../../src/compose/conformance.js";
import { readConfig, thisMachine } from "../../src/config/index.js";
import {
  type ConformanceResult,
  type ConformanceUse,
  cases,
  runCases,
  type Side,
  sources,
} from "../../src/conformance/index.js";
import { actions } from "../../src/pipeline/index.js";
import type { Call } from "../../src/service/service.js";
import { builtParts, startGateway, type TestGateway } from "../support/gateway.js";

const { signal } = new AbortController();
const asAdmin: Call = { caller: { kind: "admin" }, signal };
const bucket = parseBucketName("against");

const gather = async (use: ConformanceUse, only = cases): Promise<readonly ConformanceResult[]> => {
  const results: ConformanceResult[] = [];
  for await (const result of runCases(use, signal, only)) results.push(result);
  return results;
};

test("every action that the cloud has is in the list, also refused", () => {
  const written = cases.map((each) => each.process((source) => sources[source].name));
  for (const action of Object.keys(actions).filter((name) => !name.startsWith("x-")))
    expect(
      written.some((process) => new RegExp(`/${action}(,|/|\\||$)`).test(process)),
      action,
    ).toBe(true);
});

describe("the local engine against a second Imgraph, reached through the wire", () => {
  let there: TestGateway;
  let opened: OpenedConformance;
  beforeAll(async () => {
    there = await startGateway({ env: { IMGRAPH_CACHE_BYTES: "0" } });
    await there.service.createBucket(bucket, undefined, asAdmin);
    const config = readConfig({}, thisMachine(), () => "");
    const env = {
      IMGRAPH_STORE: "oss",
      IMGRAPH_OSS_ENDPOINT: there.url,
      IMGRAPH_OSS_REGION: "cn-hangzhou",
      IMGRAPH_OSS_ACCESS_KEY_ID: there.accessKeyId,
      IMGRAPH_OSS_ACCESS_KEY_SECRET: there.accessKeySecret,
    };
    const target = { config: readConfig(env, thisMachine(), () => ""), bucket };
    opened = await openConformance(config, target, builtParts);
  });
  afterAll(async () => {
    await opened.close();
    await there.stop();
  });

  test("makes the same of every case, and leaves nothing behind", async () => {
    const results = await gather(opened);
    expect(results.filter(({ verdict }) => verdict !== "identical")).toEqual([]);
    expect(results).toHaveLength(cases.length);
    expect((await there.service.listObjects({ bucket, limit: 10 }, asAdmin)).objects).toEqual([]);
  });

  test("finds what differs, and by how much", async () => {
    const others: Readonly<Record<string, string>> = {
      "image/resize,w_200": "image/resize,w_201",
      "image/quality,Q_30": "image/quality,Q_29",
      "image/blur,r_3,s_2": "image/info",
      "image/rotate": "image/rotate,90",
      "image/bright,40": "image/bright,-40",
    };
    const swapped: Side = {
      ...opened.there,
      process: (key, process, signal) => opened.there.process(key, others[process] ?? process, signal),
    };
    const some = cases.filter((each) => each.process(() => "") in others || each.source === "gif");
    const all = await gather({ ...opened, there: swapped }, some);
    const results = all.filter(({ verdict }) => verdict !== "identical");
    expect(results.map(({ source, process, verdict }) => [source, process, verdict])).toEqual([
      ["photo.jpg", "image/resize,w_200", "different"],
      ["photo.jpg", "image/quality,Q_30", "alike"],
      ["photo.jpg", "image/bright,40", "different"],
      ["photo.jpg", "image/blur,r_3,s_2", "different"],
      ["large.jpg", "image/resize,w_200", "different"],
      ["photo.jpg", "image/rotate", "different"],
    ]);
    expect(results[1]?.distance?.ssim).toBeGreaterThan(0.98);
  });
});

test("the sources go also when a case breaks off, and those that stay are told of", async () => {
  let held = 0;
  const side: Side = {
    name: "breaking",
    keyOf: (source) => source,
    async put() {
      held += 1;
    },
    async process() {
      throw new Error("the line went dead");
    },
    async clear() {
      held = 0;
    },
  };
  const sample = (name: string) => readFile(join(builtParts.samplesDir, name));
  const use = {
    here: side,
    there: side,
    sample,
    make: async (bytes: Buffer) => bytes,
    look: async () => Promise.reject(),
  };
  await expect(gather(use)).rejects.toThrow("the line went dead");
  expect(held).toBe(0);
  const stuck: Side = { ...side, clear: () => Promise.reject(new Error("3 objects could not be removed")) };
  await expect(gather({ ...use, there: stuck })).rejects.toThrow("the line went dead");
  await expect(gather({ ...use, there: stuck }, [])).rejects.toThrow("3 objects could not be removed");
});
