import { describe, expect, test } from "vitest";
import { type Env, readConfig, SettingError, settings, settingsMarkdown } from "../../src/config/index.js";

const machine = { cores: 4, memoryBytes: 8_000_000_000 };
const noFile = (path: string): string => {
  throw new Error(`no file ${path}`);
};
const read = (env: Env, readFile = noFile) => readConfig(env, machine, readFile);

function problemsOf(env: Env, readFile = noFile): readonly string[] {
  try {
    read(env, readFile);
  } catch (error) {
    if (error instanceof SettingError) return error.problems;
    throw error;
  }
  return [];
}

test("defaults, some of which the machine decides", () => {
  expect(read({ PATH: "/bin" })).toMatchObject({
    host: "127.0.0.1",
    port: 4000,
    publicUrl: undefined,
    dataDir: "./data",
    bucketHosts: ["localhost"],
    samples: true,
    engine: "local",
    store: "embedded",
    corsOrigins: [],
    introspection: "auto",
    memoryBytes: 4_000_000_000,
    deadlineMs: 15_000,
    children: 4,
    logLevel: "info",
  });
});

describe.each<[name: string, text: string, key: keyof typeof settings, value: unknown]>([
  ["IMGRAPH_PORT", "0", "port", 0],
  ["IMGRAPH_PUBLIC_URL", "https://img.example.com/", "publicUrl", "https://img.example.com"],
  ["IMGRAPH_BUCKET_HOSTS", "img.example.com, LOCALHOST", "bucketHosts", ["img.example.com", "localhost"]],
  ["IMGRAPH_SAMPLES", "off", "samples", false],
  ["IMGRAPH_DEFAULT_BUCKET", "photos", "defaultBucket", "photos"],
  [
    "IMGRAPH_CORS_ORIGINS",
    "https://a.example,http://localhost:5173",
    "corsOrigins",
    ["https://a.example", "http://localhost:5173"],
  ],
  ["IMGRAPH_MEMORY_BYTES", "1073741824", "memoryBytes", 1_073_741_824],
  ["IMGRAPH_OPERATIONS", "any", "operations", "any"],
])("%s=%s", (name, text, key, value) => {
  test("is read", () => expect(read({ [name]: text })[key]).toEqual(value));
});

test.each([
  ["IMGRAPH_PORT", "65536"],
  ["IMGRAPH_PORT", "4000x"],
  ["IMGRAPH_PORT", "-1"],
  ["IMGRAPH_PUBLIC_URL", "img.example.com"],
  ["IMGRAPH_PUBLIC_URL", "ftp://img.example.com"],
  ["IMGRAPH_PUBLIC_URL", "https://img.example.com/?a=1"],
  ["IMGRAPH_ACCESS_KEY_ID", "a b"],
  ["IMGRAPH_BUCKET_HOSTS", "a.example,,b.example"],
  ["IMGRAPH_BUCKET_HOSTS", "http://a.example"],
  ["IMGRAPH_SAMPLES", "yes"],
  ["IMGRAPH_DEFAULT_BUCKET", "No_Bucket"],
  ["IMGRAPH_CORS_ORIGINS", "*"],
  ["IMGRAPH_CORS_ORIGINS", "https://a.example/path"],
  ["IMGRAPH_TRUST_PROXY", "10.0.0.0/33"],
  ["IMGRAPH_TRUST_PROXY", "everyone"],
  ["IMGRAPH_INTROSPECTION", "true"],
  ["IMGRAPH_MEMORY_BYTES", "1"],
  ["IMGRAPH_DEADLINE_MS", "15s"],
  ["IMGRAPH_CHILDREN", "0"],
  ["IMGRAPH_MAX_CONNECTIONS", "0"],
  ["IMGRAPH_MIN_UPLOAD_RATE", "-1"],
  ["IMGRAPH_JWKS_URL", "login.example/keys"],
  ["IMGRAPH_LENIENT_HTTP", "maybe"],
  ["IMGRAPH_UPLOAD_LIFETIME_HOURS", "0"],
  ["IMGRAPH_LOG_LEVEL", "loud"],
])("%s=%s is refused with its name, what it got and what is allowed", (name, text) => {
  const [problem, ...more] = problemsOf({ [name]: text });
  expect(more).toEqual([]);
  expect(problem).toMatch(new RegExp(`^${name}: expected .+, got ${JSON.stringify(text).replace(/[.*?/]/g, "\\$&")}$`));
});

test.each([
  ["IMGRAPH_DATABASE_URL", "postgres://localhost/imgraph"],
])("%s=%s is known, and not served yet", (name, text) => {
  expect(problemsOf({ [name]: text })).toEqual([expect.stringContaining("not served by this version yet")]);
});

test("an unknown setting is refused, one of the tests' own is not the program's business", () => {
  expect(problemsOf({ IMGRAPH_PROT: "4000" })).toEqual([expect.stringMatching(/^IMGRAPH_PROT: no such setting/)]);
  expect(problemsOf({ IMGRAPH_TEST_SCALE: "full" })).toEqual([]);
});

test("all problems are told at once", () => {
  expect(problemsOf({ IMGRAPH_PORT: "x", IMGRAPH_CHILDREN: "x", IMGRAPH_NONE: "x" })).toHaveLength(3);
});

test("a secret is not shown, not even a bad one", () => {
  const [problem] = problemsOf({ IMGRAPH_ADMIN_TOKEN: "hunter2" });
  expect(problem).toMatch(/^IMGRAPH_ADMIN_TOKEN: /);
  expect(problem).not.toContain("hunter2");
});

describe("a config file", () => {
  const json = JSON.stringify({
    IMGRAPH_PORT: 5000,
    IMGRAPH_SAMPLES: false,
    IMGRAPH_CORS_ORIGINS: ["https://a.example", "https://b.example"],
  });
  const yaml =
    "IMGRAPH_PORT: 5000\nIMGRAPH_SAMPLES: off\nIMGRAPH_CORS_ORIGINS:\n  - https://a.example\n  - https://b.example\n";

  test.each([
    ["imgraph.config.json", json],
    ["imgraph.config.yaml", yaml],
    ["imgraph.config.yml", yaml],
  ])("%s has the same keys", (path, content) => {
    const config = read({ IMGRAPH_CONFIG: path }, (asked) => (asked === path ? content : noFile(asked)));
    expect(config).toMatchObject({
      configFile: path,
      port: 5000,
      samples: false,
      corsOrigins: ["https://a.example", "https://b.example"],
    });
  });

  test("the environment wins, an empty variable does not count", () => {
    const config = read({ IMGRAPH_CONFIG: "c.json", IMGRAPH_PORT: "6000", IMGRAPH_SAMPLES: "" }, () => json);
    expect(config).toMatchObject({ port: 6000, samples: false });
  });

  test.each([
    ["an unknown key", '{"PORT": 4000}', /^PORT: no such setting/],
    ["a bad value", '{"IMGRAPH_PORT": 1.5}', /^IMGRAPH_PORT: expected an integer .+, got "1.5"$/],
    ["a value of no use", '{"IMGRAPH_PORT": {}}', /^IMGRAPH_CONFIG: .*IMGRAPH_PORT is neither/],
    ["no mapping", "[1]", /^IMGRAPH_CONFIG: .*not a mapping/],
    ["no JSON", "{", /^IMGRAPH_CONFIG: expected a readable config file, got "c.json"/],
  ])("with %s is refused", (_what, content, problem) => {
    expect(problemsOf({ IMGRAPH_CONFIG: "c.json" }, () => content)).toEqual([expect.stringMatching(problem)]);
  });

  test("that is missing is refused", () => {
    expect(problemsOf({ IMGRAPH_CONFIG: "gone.json" })).toEqual([
      expect.stringContaining('"gone.json": no file gone.json'),
    ]);
  });
});

test("the page lists every setting once", () => {
  const rows = settingsMarkdown().match(/^\| `IMGRAPH_[A-Z_]+` /gm) ?? [];
  expect(rows).toHaveLength(Object.keys(settings).length);
  expect(new Set(rows).size).toBe(rows.length);
});
