/**
 * What share of a signed GET checking its signature is (must be under 10 %, by each measure): a GET of a small
 * private object beside the anonymous one of a public object that is as long, since it carries the same parameters and headers
 * under names that mean nothing. By the time until the answer is there, and by the CPU time of all the program's threads, and of
 * its main thread alone, which does all of the checking but not all of a GET.
 * Rounds of all ways in turn, on one connection, the signed and the anonymous requests one after the other and each first in every
 * second round: machines change their pace within seconds, so a share is taken of each round, and the median of them told. Every
 * signed URL is another one, but for those that are asked for again. Linux only.
 */
import { createHash, createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { startProgram } from "./support/gateway.mjs";

const rounds = 100;
const perRound = 100;
/** What is measured of a GET, with headings; in µs. */
const measures = { answered: "answered", cpu: "CPU", thread: "main thread" };
/** URLs that were signed. */
let lives = 0;
const [accessKeyId, accessKeySecret, adminToken] = ["benchKey", "the-secret-of-the-bench", "the-token-of-the-bench"];
const program = await startProgram({
  env: {
    IMGRAPH_SAMPLES: "off",
    IMGRAPH_ACCESS_KEY_ID: accessKeyId,
    IMGRAPH_ACCESS_KEY_SECRET: accessKeySecret,
    IMGRAPH_ADMIN_TOKEN: adminToken,
  },
});
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const { port } = new URL(program.url);

try {
  const root = { id: accessKeyId, secret: accessKeySecret };
  for (const [bucket, acl] of [
    ["open", "public-read"],
    ["shut", "private"],
  ]) {
    await send("PUT", `/${bucket}/`, {
      "x-oss-acl": acl,
      ...headerV1(root, "PUT", `/${bucket}/`, `x-oss-acl:${acl}\n`),
    });
    await send("PUT", `/${bucket}/small.txt`, headerV1(root, "PUT", `/${bucket}/small.txt`), "x".repeat(1024));
  }
  const key = await createKey();
  const temporary = await createKey({ parent: key.id });
  const path = "/shut/small.txt";
  const ways = [
    ["V1 header", () => [path, headerV1(key, "GET", path)]],
    ["V1 URL", () => [urlV1(key, path), {}]],
    ["V4 header", () => [path, headerV4(key, path)]],
    ["V4 URL", () => [urlV4(key, path), {}]],
    ["V4 temporary", () => [path, headerV4(temporary, path)]],
    ["V1 URL again", again(() => [urlV1(key, path), {}])],
    ["V4 URL again", again(() => [urlV4(key, path), {}])],
  ].map(([name, sign]) => ({
    name,
    signed: { requests: sign, ...unmeasured() },
    anonymous: { requests: () => meaningless(...sign()), ...unmeasured() },
  }));
  const all = ways.flatMap(({ signed, anonymous }) => [anonymous, signed]);

  // The program's own code gets fast by being run.
  for (let i = 0; i < 5; i++) for (const each of all) await round(each);
  for (const each of all) Object.assign(each, unmeasured());
  for (let i = 0; i < rounds; i++)
    for (const { anonymous, signed } of ways)
      for (const each of i % 2 === 0 ? [anonymous, signed] : [signed, anonymous]) await round(each);

  const heading = ([, shown]) => `${shown}: anonymous`.padStart(25) + "signed".padStart(11) + "share".padStart(9);
  console.log("".padEnd(14) + Object.entries(measures).map(heading).join(""));
  const shares = ways.map(({ name, anonymous, signed }) => {
    const columns = Object.keys(measures).map((measure) => ({
      before: median(anonymous[measure]),
      after: median(signed[measure]),
      share: median(signed[measure].map((after, i) => 1 - anonymous[measure][i] / after)),
    }));
    const shown = columns.map(
      ({ before, after, share }) =>
        `${before.toFixed(0).padStart(22)} µs${after.toFixed(0).padStart(8)} µs${(share * 100).toFixed(1).padStart(7)} %`,
    );
    console.log(name.padEnd(14) + shown.join(""));
    return columns.map(({ share }) => share);
  });
  const most = Object.keys(measures).map((_, i) => Math.max(...shares.map((share) => share[i])) * 100);
  const told = Object.values(measures).map((shown, i) => `${shown} ${most[i].toFixed(1)} %`);
  console.log(`at most: ${told.join(", ")} ${Math.max(...most) < 10 ? "(under 10 % asked)" : "(ABOVE 10 %)"}`);
} finally {
  agent.destroy();
  await program.stop();
}

/** Signed beforehand, so that only the program's work is in the time. */
async function round(way) {
  const requests = Array.from({ length: perRound }, way.requests);
  const times = [];
  const before = cpuMicroseconds();
  for (const [target, headers] of requests) {
    const startedAt = performance.now();
    await send("GET", target, headers);
    times.push((performance.now() - startedAt) * 1000);
  }
  const after = cpuMicroseconds();
  way.answered.push(median(times));
  way.cpu.push((after.all - before.all) / perRound);
  way.thread.push((after.main - before.main) / perRound);
}

/** The same request of the public object with everything that signs it under another name of the same length. */
function meaningless(target, headers) {
  const rename = (name) => (/^(?:authorization$|x-oss-)/.test(name) ? `y${name.slice(1)}` : name);
  const renamed = Object.entries(headers).map(([name, value]) => [rename(name), value]);
  const query = target.replace(/([?&])(?=x-oss-|OSSAccessKeyId|Expires|Signature)./g, "$1y");
  return [query.replace("/shut/", "/open/"), Object.fromEntries(renamed)];
}

/** The same request each time. */
function again(sign) {
  const once = sign();
  return () => once;
}

/** Seconds that a URL lives: others each time, so that it is another URL. */
function life() {
  lives += 1;
  return 3600 + lives;
}

/** How long the program's threads have run. */
function cpuMicroseconds() {
  const tasks = `/proc/${program.pid}/task`;
  const of = (thread) => Number(readFileSync(`${tasks}/${thread}/schedstat`, "utf8").split(" ")[0]) / 1000;
  return { main: of(program.pid), all: readdirSync(tasks).reduce((sum, thread) => sum + of(thread), 0) };
}

function unmeasured() {
  return { answered: [], cpu: [], thread: [] };
}

function send(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** A key of the catalog, not the one of the settings; with a parent a temporary one. */
async function createKey({ parent } = {}) {
  const [mutation, input] = parent
    ? ["createTemporaryKey", `{ role: READ, parentAccessKeyId: "${parent}" }`]
    : ["createAccessKey", `{ label: "bench", role: READ }`];
  const token = parent ? "securityToken" : "";
  const query = `mutation { made: ${mutation}(input: ${input}) { accessKey { accessKeyId } secret ${token} } }`;
  const headers = { "content-type": "application/json", authorization: `Bearer ${adminToken}` };
  const { made } = JSON.parse(await send("POST", "/graphql", headers, JSON.stringify({ query }))).data;
  return { id: made.accessKey.accessKeyId, secret: made.secret, token: made.securityToken };
}

function headerV1({ id, secret }, method, resource, ossHeaders = "") {
  const date = new Date().toUTCString();
  return {
    date,
    authorization: `OSS ${id}:${hmac("sha1", secret, `${method}\n\n\n${date}\n${ossHeaders}${resource}`, "base64")}`,
  };
}

function urlV1({ id, secret }, resource) {
  const expires = Math.floor(Date.now() / 1000) + life();
  const signature = hmac("sha1", secret, `GET\n\n\n${expires}\n${resource}`, "base64");
  return `${resource}?OSSAccessKeyId=${id}&Expires=${expires}&Signature=${encodeURIComponent(signature)}`;
}

function headerV4({ id, secret, token }, resource) {
  const { date, scope } = now();
  const headers = {
    "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
    "x-oss-date": date,
    ...(token && { "x-oss-security-token": token }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const signature = signV4(secret, date, scope, `GET\n${resource}\n\n${lines.join("")}\n\nUNSIGNED-PAYLOAD`);
  return { ...headers, authorization: `OSS4-HMAC-SHA256 Credential=${id}/${scope}, Signature=${signature}` };
}

function urlV4({ id, secret }, resource) {
  const { date, scope } = now();
  const query = [
    `x-oss-credential=${encodeURIComponent(`${id}/${scope}`)}`,
    `x-oss-date=${date}`,
    `x-oss-expires=${life()}`,
    "x-oss-signature-version=OSS4-HMAC-SHA256",
  ].join("&");
  return `${resource}?${query}&x-oss-signature=${signV4(secret, date, scope, `GET\n${resource}\n${query}\n\n\nUNSIGNED-PAYLOAD`)}`;
}

function signV4(secret, date, scope, canonical) {
  const key = scope.split("/").reduce((made, step) => hmac("sha256", made, step), `aliyun_v4${secret}`);
  const digest = createHash("sha256").update(canonical).digest("hex");
  return hmac("sha256", key, `OSS4-HMAC-SHA256\n${date}\n${scope}\n${digest}`, "hex");
}

function now() {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  return { date, scope: `${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request` };
}

function hmac(algorithm, key, text, encoding) {
  return createHmac(algorithm, key).update(text).digest(encoding);
}

function median(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
