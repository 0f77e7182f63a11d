import { expect, test } from "vitest";
import { jwtSettings, readConfig, SettingError } from "../../src/config/index.js";

const read = (env: Record<string, string>) => readConfig(env, { cores: 2, memoryBytes: 8e9 }, () => "");
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingError) return error.problems;
    throw error;
  }
  return [];
};

const secret = "0123456789abcdef0123456789abcdef";
const named = { IMGRAPH_JWT_ISSUER: "https://login.example", IMGRAPH_JWT_AUDIENCE: "imgraph" };
const settings = { issuer: "https://login.example", audience: "imgraph" };

test("without any, no tokens but the admin's are believed", () => expect(jwtSettings(read({}))).toBeUndefined());

test("keys are a secret, or public ones under a URL", () => {
  expect(jwtSettings(read({ ...named, IMGRAPH_JWT_SECRET: secret }))).toEqual({ ...settings, keys: { secret } });
  const jwksUrl = "https://login.example/keys";
  expect(jwtSettings(read({ ...named, IMGRAPH_JWKS_URL: jwksUrl }))).toEqual({ ...settings, keys: { jwksUrl } });
});

test.each<[what: string, env: Record<string, string>, names: string[]]>([
  ["a secret that is too short", { ...named, IMGRAPH_JWT_SECRET: "short" }, ["IMGRAPH_JWT_SECRET"]],
  ["keys alone", { IMGRAPH_JWT_SECRET: secret }, ["IMGRAPH_JWT_ISSUER", "IMGRAPH_JWT_AUDIENCE"]],
  ["no audience", { IMGRAPH_JWT_SECRET: secret, IMGRAPH_JWT_ISSUER: "a" }, ["IMGRAPH_JWT_AUDIENCE"]],
  ["no keys", named, ["IMGRAPH_JWT_SECRET"]],
  [
    "both kinds of keys",
    { ...named, IMGRAPH_JWT_SECRET: secret, IMGRAPH_JWKS_URL: "https://a.example" },
    ["IMGRAPH_JWKS_URL"],
  ],
])("%s stops the start", (_, env, names) => {
  const problems = problemsOf(env);
  expect(problems.map((problem) => problem.split(":")[0])).toEqual(names);
  expect(problems.join()).not.toContain(secret);
});
