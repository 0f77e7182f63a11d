import { expect, test } from "vitest";
import { ossSettings, readConfig, SettingError } from "../../src/config/index.js";

const machine = { cores: 1, memoryBytes: 2 ** 30 };
const region = { IMGRAPH_STORE: "oss", IMGRAPH_OSS_REGION: "oss-cn-hangzhou" };
const key = { IMGRAPH_OSS_ACCESS_KEY_ID: "id", IMGRAPH_OSS_ACCESS_KEY_SECRET: "hunter2" };
const read = (env: Record<string, string>) => readConfig(env, machine, () => "");
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    read(env);
    return [];
  } catch (error) {
    if (error instanceof SettingError) return error.problems;
    throw error;
  }
};

test("an object storage is its region's, reached with a key", () => {
  expect(ossSettings(read({ ...region, ...key }))).toEqual({
    endpoint: "https://oss-cn-hangzhou.aliyuncs.com",
    publicEndpoint: "https://oss-cn-hangzhou.aliyuncs.com",
    region: "cn-hangzhou",
    credentials: { accessKeyId: "id", accessKeySecret: "hunter2" },
  });
});

test("another endpoint, one for traffic inside the region, and a token of a temporary key may be given", () => {
  const env = {
    ...region,
    ...key,
    IMGRAPH_OSS_SECURITY_TOKEN: "token",
    IMGRAPH_OSS_ENDPOINT: "https://images.example",
    IMGRAPH_OSS_INTERNAL_ENDPOINT: "http://10.0.0.1:9000",
  };
  expect(ossSettings(read(env))).toMatchObject({
    endpoint: "http://10.0.0.1:9000",
    publicEndpoint: "https://images.example",
    credentials: { securityToken: "token" },
  });
});

test("keys may come from a URL instead", () => {
  const url = "http://100.100.100.200/latest/meta-data/ram/security-credentials/role";
  expect(ossSettings(read({ ...region, IMGRAPH_OSS_CREDENTIALS_URL: url }))?.credentials).toEqual({ url });
  expect(problemsOf({ ...region, ...key, IMGRAPH_OSS_CREDENTIALS_URL: url })).toEqual([
    expect.stringMatching(/^IMGRAPH_OSS_CREDENTIALS_URL: expected either .+, got both$/),
  ]);
});

test("what is missing stops the start, all of it by name, and only for a store that needs it", () => {
  expect(problemsOf({ IMGRAPH_STORE: "oss" }).map((problem) => problem.split(":")[0])).toEqual([
    "IMGRAPH_OSS_REGION",
    "IMGRAPH_OSS_ACCESS_KEY_ID",
    "IMGRAPH_OSS_ACCESS_KEY_SECRET",
  ]);
  expect(problemsOf({ ...region, IMGRAPH_OSS_ACCESS_KEY_ID: "id" })).toEqual([
    expect.stringMatching(/^IMGRAPH_OSS_ACCESS_KEY_SECRET: needed for IMGRAPH_STORE=oss/),
  ]);
  expect(problemsOf({ ...region, IMGRAPH_OSS_ACCESS_KEY_SECRET: "hunter2" }).join()).not.toContain("hunter2");
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ IMGRAPH_OSS_ACCESS_KEY_ID: "id" })).toEqual([]);
});

test.each([
  ["IMGRAPH_OSS_REGION", "Hangzhou"],
  ["IMGRAPH_OSS_ENDPOINT", "ftp://x"],
  ["IMGRAPH_OSS_TIMEOUT_MS", "0"],
])("%s=%s is refused", (name, text) => {
  expect(problemsOf({ ...region, ...key, [name]: text })).toEqual([
    expect.stringMatching(new RegExp(`^${name}: expected`)),
  ]);
});
