import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { ossRequest } from "../support/oss-request.js";
import { sendRaw } from "../support/raw-socket.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { climbingKey, hostileRequests, unfinishedRequests } from "./hostile-requests.js";

describe.each(["off", "on"])("requests that no client sends, with IMGRAPH_LENIENT_HTTP=%s", (lenient) => {
  /** A folder far above the data folder: whatever appears between the two was written outside. */
  let around: string;
  let dataDir: string;
  let gateway: TestGateway;
  let linesBefore: number;

  beforeAll(async () => {
    around = await mkdtemp(join(tmpdir(), "imgraph-hostile-"));
    dataDir = join(around, "a", "b", "data");
    await mkdir(dataDir, { recursive: true });
    gateway = await startGateway({ dataDir, env: { IMGRAPH_LENIENT_HTTP: lenient } });
    const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
    await gateway.service.createBucket(parseBucketName("shared"), "public-read-write", call);
    await gateway.service.createBucket(parseBucketName("private"), "private", call);
    await ossRequest(gateway, { method: "PUT", bucket: "shared", key: "k", body: "text" });
  });
  beforeEach(() => {
    linesBefore = gateway.logLines.length;
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(around, { recursive: true, force: true });
  });

  /** No answer tells of the inside, is an accident, or holds a header that the request brought. */
  function expectHarmless(answer: string): void {
    const statuses = answer.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
    for (const status of statuses) expect(status).toMatch(/ ([1-4]\d\d|501)$/);
    expect(answer).not.toContain(around);
    expect(answer).not.toMatch(/node_modules|node:internal|\bat [\w.<>]+ \(|\.[jt]s:\d+|root:x:/);
    expect(answer.split("\r\n\r\n")[0]).not.toMatch(/^x-evil/im);
  }

  /** A normal client is served, the log tells of no accident, and no file is where none belongs. */
  async function expectUnharmed(): Promise<void> {
    const response = await ossRequest(gateway, { bucket: "shared", key: "k", signed: false });
    expect([response.status, await response.text()]).toEqual([200, "text"]);
    const accidents = gateway.logLines.slice(linesBefore).filter((line) => /"level":"(error|fatal)"/.test(line));
    expect(accidents).toEqual([]);
    const files = await readdir(around, { recursive: true });
    const data = relative(around, dataDir);
    expect(files.filter((file) => !file.startsWith(data)).sort()).toEqual(["a", join("a", "b")]);
    expect(files.filter((file) => /escaped|passwd/.test(file))).toEqual([]);
  }

  test.each(Object.entries(hostileRequests))("%s", async (_, bytes) => {
    const answer = await sendRaw(gateway.port, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 /);
    expectHarmless(answer);
    await expectUnharmed();
  });

  test.each(Object.entries(unfinishedRequests))("%s, and no more", async (_, bytes) => {
    expectHarmless(await sendRaw(gateway.port, bytes, { patienceMs: 50 }));
    await expectUnharmed();
  });

  test("a key that looks like a path is a key like any other", async () => {
    const request = `GET /shared/${climbingKey} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(gateway.port, request)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\nx$/);
    const listed = await ossRequest(gateway, { bucket: "shared" });
    expect(await listed.text()).toContain(`<Key>${climbingKey}</Key>`);
  });

  test("bytes at random in every place", async () => {
    const bit = fc.oneof(
      fc.constantFrom("\r\n", "\n", "\0", "%", "%00", "../", "?", "&", "=", ":", " ", "\u00ff", "chunked", "0", "-1"),
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 8 }),
    );
    const noise = fc.array(bit, { maxLength: 6 }).map((bits) => bits.join(""));
    const request = fc
      .record({
        method: fc.constantFrom("GET", "PUT", "POST", "HEAD", "DELETE", "OPTIONS"),
        // Not the object that the normal client reads.
        target: fc.constantFrom("/shared/", "/shared/r/", "/", "/graphql", "/shared/r?x-oss-process=", "/shared/?"),
        name: fc.constantFrom("Host", "Range", "Content-Length", "Transfer-Encoding", "Authorization", "x-oss-meta-a"),
        inTarget: noise,
        inName: noise,
        inValue: noise,
        body: noise,
      })
      .map(
        ({ method, target, name, inTarget, inName, inValue, body }) =>
          `${method} ${target}${inTarget} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${name}${inName}: ${inValue}\r\n\r\n${body}`,
      );
    // Many at a time: where a request is not whole the server waits for more.
    const crowd = fc.array(request, { minLength: 50, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(crowd, async (requests) => {
        const answers = requests.map((bytes) => sendRaw(gateway.port, bytes, { patienceMs: 50 }));
        for (const answer of await Promise.all(answers)) expectHarmless(answer);
      }),
      { seed, numRuns: scaled(100) },
    );
    await expectUnharmed();
  });
});
