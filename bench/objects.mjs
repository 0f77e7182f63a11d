/**
 * Small objects over HTTP beside a plain static server of the same runtime: how many GETs and PUTs of 4 KB a second each answers
 * on sixteen connections, in turn, nine rounds. The gateway's requests are signed (V1, beforehand) but for the anonymous GETs
 * of a public object; both sides sync what they are given before they answer.
 */
import { spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startProgram } from "./support/gateway.mjs";

const connections = 16;
const rounds = 9;
const reads = 2_000;
const writes = 300;
const [accessKeyId, accessKeySecret] = ["benchKey", "the-secret-of-the-bench"];

const folder = mkdtempSync(join(tmpdir(), "imgraph-bench-static-"));
const plain = spawn(process.execPath, [fileURLToPath(new URL("support/static-server.mjs", import.meta.url)), folder], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [plainUrl] = await once(createInterface(plain.stdout), "line");
const program = await startProgram({
  env: {
    IMGRAPH_SAMPLES: "off",
    IMGRAPH_ACCESS_KEY_ID: accessKeyId,
    IMGRAPH_ACCESS_KEY_SECRET: accessKeySecret,
    IMGRAPH_ADMIN_TOKEN: "the-token-of-the-bench",
  },
});
const agent = new Agent({ keepAlive: true, maxSockets: connections });

try {
  const acl = "public-read";
  const headers = { "x-oss-acl": acl, ...signed("PUT", "/bench/", `x-oss-acl:${acl}\n`) };
  await send(program.url, "PUT", "/bench/", headers);
  const names = Array.from({ length: 100 }, (_, i) => `object-${i}`);
  for (const name of names) {
    await send(plainUrl, "PUT", `/${name}`, {}, randomBytes(4096));
    await send(program.url, "PUT", `/bench/${name}`, signed("PUT", `/bench/${name}`), randomBytes(4096));
  }
  let made = 0;
  const readsOf = (url, path, sign) => () => {
    const at = path(names[made++ % names.length]);
    return [url, "GET", at, sign ? signed("GET", at) : {}];
  };
  const writesOf = (url, path, sign) => () => {
    const at = path(`written-${made++}`);
    return [url, "PUT", at, sign ? signed("PUT", at) : {}, randomBytes(4096)];
  };
  const own = (name) => `/bench/${name}`;
  const ways = [
    { name: "GET, static server", count: reads, next: readsOf(plainUrl, (name) => `/${name}`) },
    { name: "GET, anonymous", count: reads, next: readsOf(program.url, own), of: 0 },
    { name: "GET, signed", count: reads, next: readsOf(program.url, own, true), of: 0 },
    { name: "PUT, static server", count: writes, next: writesOf(plainUrl, (name) => `/${name}`) },
    { name: "PUT, signed", count: writes, next: writesOf(program.url, own, true), of: 3 },
  ].map((way) => ({ ...way, rates: [] }));
  for (const { next } of ways) await many(next, 500);
  for (let round = 0; round < rounds; round++) {
    for (const { next, count, rates } of ways) rates.push(count / (await many(next, count)));
  }
  console.log(`${"".padEnd(20)}   a second (median)   share of the static server's`);
  for (const { name, rates, of } of ways) {
    const rate = median(rates);
    const share = of === undefined ? "" : (rate / median(ways[of].rates)).toFixed(2);
    console.log(`${name.padEnd(20)}${rate.toFixed(0).padStart(20)}${share.padStart(31)}`);
  }
} finally {
  agent.destroy();
  plain.kill("SIGTERM");
  await program.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Sends so many requests, made beforehand, as many at a time as there are connections; seconds. */
async function many(next, count) {
  const requests = Array.from({ length: count }, next);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let request = requests.pop(); request; request = requests.pop()) await send(...request);
    }),
  );
  return (performance.now() - startedAt) / 1000;
}

function send(base, method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = request(
      { agent, hostname, port, method, path, headers: { ...headers, "content-length": body?.length ?? 0 } },
      (answer) => {
        answer.resume();
        answer.once("error", reject);
        answer.once("end", () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`${method} ${path}: ${answer.statusCode}`)),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

function signed(method, path, ossHeaders = "") {
  const date = new Date().toUTCString();
  const signature = createHmac("sha1", accessKeySecret)
    .update(`${method}\n\n\n${date}\n${ossHeaders}${path}`)
    .digest("base64");
  return { date, authorization: `OSS ${accessKeyId}:${signature}` };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
