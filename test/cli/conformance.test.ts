import { Readable, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { runCli } from "../../src/cli/index.js";
import type { ConformanceTarget, Program } from "../../src/cli/program.js";
import { cases, type Outcome, type Side } from "../../src/conformance/index.js";

const refusal: Outcome = { kind: "refused", status: 400, code: "InvalidArgument" };

/** A side that answers everything alike, but for one process string. */
function side(name: string, odd: Outcome = refusal): Side {
  return {
    name,
    keyOf: (source) => source,
    async put() {},
    process: async (_, process) => (process === "image/resize,w_200" ? odd : refusal),
    async clear() {},
  };
}

async function run(args: readonly string[], there: Side = side("there"), env: Record<string, string> = {}) {
  const targets: (ConformanceTarget | undefined)[] = [];
  let isClosed = false;
  const written = { out: "", err: "" };
  const into = (name: "out" | "err") =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk;
        done();
      },
    });
  const refuse = () => {
    throw new Error("not in this test");
  };
  const program: Program = {
    version: "0",
    env,
    stdin: Readable.from([]),
    stdout: into("out"),
    stderr: into("err"),
    readFile: refuse,
    openEngine: refuse,
    openGateway: refuse,
    async openConformance(_, target) {
      targets.push(target);
      return {
        here: side("here"),
        there,
        sample: async () => Buffer.from("sample"),
        make: async (bytes) => bytes,
        look: refuse,
        close: async () => {
          isClosed = true;
        },
      };
    },
    openIndexing: refuse,
    onStopSignal() {},
    exit: refuse,
  };
  const code = await runCli(["conformance", ...args], program);
  return { code, ...written, targets, isClosed };
}

describe("imgraph conformance", () => {
  test("tells each case and the sum, and ends with 0 when nothing differs", async () => {
    const { code, out, targets, isClosed } = await run([]);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(cases.length + 2);
    expect(lines[0]).toBe("identical  photo.jpg   image/resize,w_200");
    expect(lines.at(-1)).toBe(`here and there: ${cases.length} identical, 0 alike, 0 different`);
    expect([code, targets, isClosed]).toEqual([0, [undefined], true]);
  });

  test("ends with 1 when something differs, and says what", async () => {
    const { code, out } = await run([], side("there", { kind: "refused", status: 404, code: "NoSuchKey" }));
    expect(out).toMatch(
      /^different {2}photo\.jpg {3}image\/resize,w_200 +error: 400 InvalidArgument \/ 404 NoSuchKey$/m,
    );
    expect(code).toBe(1);
  });

  test("is JSON for a program", async () => {
    const { code, out } = await run(["--json"], side("there", { kind: "document", json: "{}" }));
    const { here, there, counts, results } = JSON.parse(out);
    expect([code, here, there, counts.different]).toEqual([1, "here", "there", counts.different]);
    expect(results[0]).toEqual({
      source: "photo.jpg",
      process: "image/resize,w_200",
      verdict: "different",
      differences: [{ what: "outcome", here: "400 InvalidArgument", there: "a document ({})" }],
    });
  });

  test("tells why the endpoint could not be asked", async () => {
    const refused = new Error("a broken connection (connect ECONNREFUSED 127.0.0.1:1)");
    const put = async () => {
      throw new Failure(
        "ServiceUnavailable",
        { reason: "It does not answer.", retryAfterSeconds: 2 },
        { cause: refused },
      );
    };
    const { code, err, isClosed } = await run([], { ...side("there"), put });
    expect([code, err, isClosed]).toEqual([
      1,
      `imgraph: ServiceUnavailable (503): It does not answer.; cause: ${refused.message}\n`,
      true,
    ]);
  });

  test.each([
    [["--bucket", "b-b-b"], "--against"],
    [["--against", "http://127.0.0.1:1"], "--bucket NAME"],
    [["--against", "ftp://x", "--bucket", "b-b-b"], "http or https endpoint"],
    [["--against", "oss-cn-hangzhou.aliyuncs.com", "--bucket", "b-b-b"], "IMGRAPH_OSS_ACCESS_KEY_ID"],
    [["IN"], "no further words"],
  ])("%j is wrong usage", async (args, said) => {
    const { code, err, targets } = await run(args);
    expect([code, targets]).toEqual([2, []]);
    expect(err).toContain(said);
  });
});

test("an endpoint takes region and credentials from the settings", async () => {
  const env = { IMGRAPH_OSS_ACCESS_KEY_ID: "the-key", IMGRAPH_OSS_ACCESS_KEY_SECRET: "the-secret" };
  const { code, targets } = await run(
    ["--against", "oss-eu-central-1.aliyuncs.com", "--bucket", "b-b-b"],
    undefined,
    env,
  );
  expect(code).toBe(0);
  expect(targets).toMatchObject([
    {
      bucket: "b-b-b",
      config: {
        ossEndpoint: "https://oss-eu-central-1.aliyuncs.com",
        ossRegion: "eu-central-1",
        ossAccessKeyId: "the-key",
      },
    },
  ]);
});
