import { createHmac } from "node:crypto";
import { readdir, readlink } from "node:fs/promises";
import type { Socket } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { ossRequest } from "../support/oss-request.js";
import { openRaw } from "../support/raw-socket.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";

let gateway: TestGateway;
const big = Buffer.alloc(8 * 1024 * 1024, "0123456789");

beforeAll(async () => {
  gateway = await startGateway();
  const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
  await gateway.service.createBucket(parseBucketName("shared"), "public-read-write", call);
  await ossRequest(gateway, { method: "PUT", bucket: "shared", key: "big", body: big });
  await ossRequest(gateway, { method: "PUT", bucket: "shared", key: "k", body: "text" });
});
afterAll(() => gateway.stop());

const head = (line: string, ...headers: string[]) => [`${line} HTTP/1.1`, "Host: a", ...headers, "", ""].join("\r\n");
const formHead =
  '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nform\r\n--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n';
/** Transfers whose other half never comes. */
const halves = {
  "a download": head("GET /shared/big"),
  "an upload": head("PUT /shared/put", "Content-Length: 1000000") + "x".repeat(50_000),
  "an upload in chunks": `${head("PUT /shared/chunked", "Transfer-Encoding: chunked")}${"a\r\n0123456789\r\n".repeat(1000)}`,
  "a form": `${head("POST /shared/", "Content-Type: multipart/form-data; boundary=b", "Content-Length: 1000000")}${formHead}${"x".repeat(50_000)}`,
  "an append": head("POST /shared/appended?append&position=0", "Content-Length: 1000000") + "x".repeat(50_000),
  "a list to delete": `${head("POST /shared/?delete", "Content-Length: 100000")}<Delete><Object>`,
  "a question to GraphQL": `${head("POST /graphql", "Content-Type: application/json", "Content-Length: 1000")}{"query":`,
} as const;

function begin(bytes: string): Socket {
  const socket = openRaw(gateway.port);
  socket.write(bytes);
  // Nothing is read, so a download stops when the buffers between here and there are full.
  return socket.pause();
}

/** Others are served, in full and in order. */
async function expectService(): Promise<void> {
  for (let i = 0; i < 10; i += 1) {
    const put = await ossRequest(gateway, { method: "PUT", bucket: "shared", key: "k", body: "text", signed: false });
    expect(put.status).toBe(200);
    const got = await ossRequest(gateway, { bucket: "shared", key: "k" });
    expect(await got.text()).toBe("text");
  }
}

/** Files that this process holds open in the data folder, but for the catalog's; where the system does not tell, none. */
async function openFiles(): Promise<string[]> {
  if (process.platform !== "linux") return [];
  const links = (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ""));
  return (await Promise.all(links)).filter((path) => path.startsWith(gateway.dataDir) && !/catalog\.db/.test(path));
}

const sockets = () => process.getActiveResourcesInfo().filter((name) => /^TCP(Socket|Server)Wrap$/.test(name)).length;

/** Everything that was made for those who left is gone, and of what they sent nothing is to be seen. */
async function expectNothingLeft(before: { readonly sockets: number; readonly files: number }): Promise<void> {
  await vi.waitFor(async () => expect(await openFiles()).toEqual([]), { timeout: 20_000 });
  await vi.waitFor(() => expect(sockets()).toBeLessThanOrEqual(before.sockets), { timeout: 20_000 });
  await vi.waitFor(async () => expect(await storedFiles()).toBe(before.files), { timeout: 20_000 });
  const listed = await (await ossRequest(gateway, { bucket: "shared" })).text();
  expect([...listed.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key)).toEqual(["big", "k"]);
  expect(gateway.logLines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
}

/** Files of objects and of uploads under way. */
async function storedFiles(): Promise<number> {
  const entries = await readdir(gateway.dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !/catalog\.db|cache/.test(`${entry.parentPath}/${entry.name}`))
    .length;
}

async function countNow(): Promise<{ sockets: number; files: number }> {
  await expectService();
  return { sockets: sockets(), files: await storedFiles() };
}

describe("while others crawl, a normal client is served, and when they leave nothing of them stays", () => {
  test.each(Object.entries(halves))("%s, 200 times", async (_, bytes) => {
    const start = await countNow();
    const crowd = Array.from({ length: scaled(200) }, () => begin(bytes));
    await Promise.all(crowd.map((socket) => vi.waitFor(() => expect(socket.bytesWritten).toBe(bytes.length))));
    await expectService();
    for (const socket of crowd) socket.destroy();
    await expectNothingLeft(start);
  });

  test("500 transfers of all kinds that break off anywhere", async () => {
    const start = await countNow();
    const anywhere = fc.record({
      bytes: fc.constantFrom(...Object.values(halves)),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const cuts = fc.sample(anywhere, { seed, numRuns: scaled(500) });
    await Promise.all(
      cuts.map(async ({ bytes, part }) => {
        const socket = openRaw(gateway.port);
        await new Promise((resolve) => socket.write(bytes.slice(0, Math.ceil(part * bytes.length)), resolve));
        socket.resetAndDestroy();
      }),
    );
    await expectService();
    await expectNothingLeft(start);
  });
});

test("a signed upload that is cut off in its last byte is not there, and the same upload once more is", async () => {
  const date = new Date().toUTCString();
  const signature = createHmac("sha1", gateway.accessKeySecret)
    .update(`PUT\n\n\n${date}\nx-oss-date:${date}\n/shared/last`)
    .digest("base64");
  const upload = head(
    "PUT /shared/last",
    `x-oss-date: ${date}`,
    `Authorization: OSS ${gateway.accessKeyId}:${signature}`,
    "Content-Length: 100000",
  );
  const { files } = await countNow();
  const cut = begin(upload + "x".repeat(99_999));
  await vi.waitFor(async () => expect(await storedFiles()).toBe(files + 1));
  cut.destroy();
  await vi.waitFor(async () => expect(await storedFiles()).toBe(files));
  expect((await ossRequest(gateway, { method: "HEAD", bucket: "shared", key: "last" })).status).toBe(404);
  const again = openRaw(gateway.port);
  again.write(upload + "x".repeat(100_000));
  await new Promise((resolve) => again.once("data", resolve));
  again.destroy();
  const stored = await ossRequest(gateway, { bucket: "shared", key: "last" });
  expect((await stored.text()).length).toBe(100_000);
});
