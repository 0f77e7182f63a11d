import type { ChildProcess } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ended, run, start } from "./run.js";

let dataDir: string;
let children: ChildProcess[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-serve-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  /** All of the banner. */
  readonly banner: () => string;
  readonly log: () => string;
}

async function serve(env: Record<string, string> = {}): Promise<Served> {
  const child = start([], { IMGRAPH_DATA_DIR: dataDir, IMGRAPH_PORT: "0", ...env });
  children.push(child);
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("no pipes");
  let log = "";
  stderr.on("data", (chunk) => {
    log += chunk;
  });
  let banner = "";
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(stdout).on("line", (line) => {
      banner += `${line}\n`;
      const found = /^OSS endpoint +(\S+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${log}`)));
  });
  return { child, url, banner: () => banner, log: () => log };
}

test("the first start shows what a newcomer needs, the second shows no secret", async () => {
  const first = await serve();
  await expect.poll(first.banner).toContain("IMGRAPH_ADMIN_TOKEN=");
  const [photo] = /http:\S+x-oss-process=\S+/.exec(first.banner()) ?? [];
  const response = await fetch(photo ?? "");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/webp"]);
  const query = /\n( {2}\{[\s\S]*?\n {2}\})\n/.exec(first.banner())?.[1];
  expect(query, "there may be another default bucket, or none").toContain('bucket: "samples"');
  const answer = await fetch(`${first.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  expect(await answer.json()).toMatchObject({ data: { image: { rendition: { width: 400, height: 225 } } } });
  const secret = /IMGRAPH_ACCESS_KEY_SECRET=(\S+)/.exec(first.banner())?.[1] ?? "";
  expect(secret.length).toBeGreaterThan(20);
  first.child.kill("SIGTERM");
  expect(await ended(first.child)).toBe(0);
  expect(first.log()).not.toContain(secret);
  const events = [...first.log().matchAll(/"msg":"([^"]*)"/g)].map(([, event]) => event);
  expect(events).toEqual(["request", "request", "stopping", "stopped"]);
  expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);

  const second = await serve();
  expect((await fetch(photo?.replace(/^http:\/\/[^/]+/, second.url) ?? "")).status).toBe(200);
  second.child.kill("SIGINT");
  expect(await ended(second.child)).toBe(0);
  expect(second.banner()).not.toContain(secret);
  expect(second.banner()).toContain(`\nCredentials: ${dataDir}/secrets.json\n`);
});

test("credentials that are given are kept nowhere, and the banner names no place", async () => {
  const { child, banner } = await serve({
    IMGRAPH_SAMPLES: "off",
    IMGRAPH_ACCESS_KEY_ID: "root",
    IMGRAPH_ACCESS_KEY_SECRET: "a-secret",
    IMGRAPH_ADMIN_TOKEN: "a-token-of-enough-length",
  });
  child.kill("SIGTERM");
  expect(await ended(child)).toBe(0);
  expect(banner()).not.toContain("Credentials");
});

test("without samples the banner shows no photograph", async () => {
  const { child, banner } = await serve({ IMGRAPH_SAMPLES: "off" });
  child.kill("SIGTERM");
  expect(await ended(child)).toBe(0);
  expect(banner()).not.toContain("photograph");
});

describe("stopping", () => {
  test("waits for what runs; a second signal ends at once", async () => {
    const { child, url } = await serve({ IMGRAPH_ACCESS_KEY_ID: "root", IMGRAPH_ACCESS_KEY_SECRET: "a-secret" });
    const upload = connect(Number(new URL(url).port), "127.0.0.1");
    upload.on("error", () => {});
    const date = new Date().toUTCString();
    const signature = createHmac("sha1", "a-secret").update(`PUT\n\n\n${date}\n/samples/half`).digest("base64");
    const headers = `Host: localhost\r\nDate: ${date}\r\nAuthorization: OSS root:${signature}\r\nContent-Length: 1000000\r\nExpect: 100-continue`;
    upload.write(`PUT /samples/half HTTP/1.1\r\n${headers}\r\n\r\n`);
    expect(String(await once(upload, "data"))).toMatch(/^HTTP\/1\.1 100 /);
    child.kill("SIGTERM");
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);
    expect(child.exitCode).toBeNull();
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(1);
    upload.destroy();
  });

  test("leaves no process and no temporary file", async () => {
    const { child, url } = await serve();
    await (await fetch(`${url}/samples/picos.jpg?x-oss-process=image/resize,w_50`)).arrayBuffer();
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
    expect((await readdir(join(dataDir, "work"))).filter((name) => name.startsWith("result-"))).toEqual([]);
  });
});

test("a second gateway on the same data folder is refused in words", async () => {
  await serve({ IMGRAPH_SAMPLES: "off" });
  const { code, err } = await run([], { env: { IMGRAPH_DATA_DIR: dataDir, IMGRAPH_PORT: "0" } });
  expect({ code, err }).toEqual({
    code: 2,
    err: `imgraph: IMGRAPH_DATA_DIR: expected a folder that no other running gateway uses, got ${JSON.stringify(dataDir)}\n`,
  });
});

test("a port that is taken is refused in words", async () => {
  const { url } = await serve({ IMGRAPH_SAMPLES: "off" });
  const other = await mkdtemp(join(tmpdir(), "imgraph-serve-"));
  const { code, err } = await run([], { env: { IMGRAPH_DATA_DIR: other, IMGRAPH_PORT: new URL(url).port } });
  await rm(other, { recursive: true });
  expect({ code, err: err.split("\n").filter((line) => line.startsWith("imgraph: ")) }).toEqual({
    code: 2,
    err: [expect.stringMatching(/^imgraph: IMGRAPH_PORT: /)],
  });
});

test("other than loopback needs credentials of one's own, and makes none", async () => {
  const { code, err } = await run([], { env: { IMGRAPH_HOST: "0.0.0.0", IMGRAPH_DATA_DIR: dataDir } });
  expect(code).toBe(2);
  expect(err).toMatch(
    /IMGRAPH_HOST: "0\.0\.0\.0".*set IMGRAPH_ACCESS_KEY_ID, IMGRAPH_ACCESS_KEY_SECRET, IMGRAPH_ADMIN_TOKEN\n$/,
  );
  expect(await readdir(dataDir)).toEqual([]);
});
