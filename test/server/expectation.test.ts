import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { openRaw, readRaw, sendRaw } from "../support/raw-socket.js";

const call = { caller: { kind: "admin" }, signal: new AbortController().signal } as const;
const body = Buffer.alloc(12 * 2 ** 20, "x");

let gateway: TestGateway;
let agent: Agent;

beforeAll(async () => {
  gateway = await startGateway();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await gateway.service.createBucket(parseBucketName("open"), "public-read-write", call);
  await gateway.service.createBucket(parseBucketName("shut"), "private", call);
});
afterAll(async () => {
  agent.destroy();
  await gateway.stop();
});

/** The head of a request, whose body comes when the gateway asks for it; answers how often it did, and what came in the end. */
async function send({ path, method, headers }: RequestOptions, content: Buffer) {
  const { port } = gateway;
  const expecting = { ...headers, expect: "100-continue", "content-length": content.length };
  const sent: ClientRequest = request({ host: "127.0.0.1", port, agent, path, method, headers: expecting });
  let asked = 0;
  sent.on("continue", () => {
    asked += 1;
    sent.end(content);
  });
  sent.flushHeaders();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const answer = await text(response);
  if (asked === 0) sent.destroy();
  return { asked, status: response.statusCode, connection: response.headers.connection, answer };
}

test("a client that waits is asked for the body of what it may do, and the connection serves on", async () => {
  const put = await send({ method: "PUT", path: "/open/k" }, body);
  expect(put).toEqual({ asked: 1, status: 200, connection: "keep-alive", answer: "" });
  const get = request({ host: "127.0.0.1", port: gateway.port, agent, path: "/open/k" }).end();
  const [response] = (await once(get, "response")) as [IncomingMessage];
  expect(get.reusedSocket).toBe(true);
  expect((await buffer(response)).equals(body)).toBe(true);
});

test.each([
  ["without the right", "/shut/k", "AccessDenied"],
  ["to a bucket that is not there", "/none/k", "NoSuchBucket"],
  ["with too long a name", `/open/${"k".repeat(1024)}`, "InvalidObjectName"],
])("a body %s is not asked for", async (_, path, code) => {
  const { asked, status, connection, answer } = await send({ method: "PUT", path }, body);
  expect([asked, connection]).toEqual([0, "close"]);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(answer).toContain(`<Code>${code}</Code>`);
});

test("a refusal also reaches a client that says it waits, and does not", async () => {
  const socket = openRaw(gateway.port);
  const head = `PUT /shut/k HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(head);
  await new Promise((resolve) => socket.write(body, resolve));
  expect(await readRaw(socket)).toMatch(/^HTTP\/1\.1 403 [\s\S]*<Code>AccessDenied<\/Code>[\s\S]*<\/Error>$/);
});

test.each([
  ["GET", "/open/k"],
  ["HEAD", "/open/k"],
  ["PUT", "/open/empty"],
])("a %s without a body is not kept waiting, and the connection serves on", async (method, path) => {
  await send({ method: "PUT", path: "/open/k" }, body);
  const { asked, status, connection } = await send({ method, path }, Buffer.alloc(0));
  expect([asked, status, connection]).toEqual([1, 200, "keep-alive"]);
});

test("requests behind one another are asked for in turn", async () => {
  const head = (path: string) => `PUT ${path} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n`;
  const socket = openRaw(gateway.port);
  socket.write(`${head("/open/1")}\r\none${head("/open/2")}Connection: close\r\n\r\ntwo`);
  const statuses = (await readRaw(socket)).match(/^HTTP\/1\.1 \d+/gm);
  expect(statuses).toEqual(["HTTP/1.1 100", "HTTP/1.1 200", "HTTP/1.1 100", "HTTP/1.1 200"]);
  for (const [path, content] of [
    ["/open/1", "one"],
    ["/open/2", "two"],
  ])
    expect(await (await fetch(gateway.url + path)).text()).toBe(content);
});

test("HTTP/1.0 knows nothing of it", async () => {
  const answer = await sendRaw(
    gateway.port,
    "PUT /open/old HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nold",
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test("GraphQL asks for the body at once", async () => {
  const headers = { "content-type": "application/json" };
  const question = Buffer.from(JSON.stringify({ query: "{ __typename }" }));
  const { asked, status, answer } = await send({ method: "POST", path: "/graphql", headers }, question);
  expect([asked, status, JSON.parse(answer).data]).toEqual([1, 200, { __typename: "Query" }]);
});
