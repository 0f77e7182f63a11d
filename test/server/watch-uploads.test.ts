import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentLog } from "../../src/base/log.js";
import type { Expectation } from "../../src/http/index.js";
import { openExpectation } from "../../src/server/open-expectation.js";
import { type UploadWatch, watchUploads } from "../../src/server/watch-uploads.js";

// A body must bring 100 bytes in each window, whose end the tests decide.
const pace = { minBytesPerSecond: 100, windowMs: 1000 };
const endWindow = () => vi.advanceTimersByTime(pace.windowMs);

let server: Server;
let uploads: UploadWatch;
/** Of the last request. */
let expectation: Expectation;
let reasons: unknown[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  reasons = [];
  const log = { ...silentLog, info: (_event: string, fields?: object) => void reasons.push(fields) };
  uploads = watchUploads(pace);
  server = createServer();
  server.on("request", (request, response) => uploads.watch(request, response, log));
  server.on("checkContinue", (request, response) => {
    expectation = openExpectation(request, response, () => uploads.watch(request, response, log));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  uploads.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  vi.useRealTimers();
});

interface Upload {
  readonly client: Socket;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Sends bytes of the body and waits until they have come. */
  send(bytes: number): Promise<void>;
}

async function begin(head: string, event = "request"): Promise<Upload> {
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.on("error", () => {});
  client.write(`${head}\r\nHost: a\r\n\r\n`);
  const [request, response] = (await once(server, event)) as [IncomingMessage, ServerResponse];
  return {
    client,
    request,
    response,
    async send(bytes) {
      const before = request.socket.bytesRead;
      client.write("x".repeat(bytes));
      await vi.waitFor(() => expect(request.socket.bytesRead).toBe(before + bytes));
    },
  };
}

const put = (bytes: number) => begin(`PUT / HTTP/1.1\r\nContent-Length: ${bytes}`);

test("a body that drips is cut off when it has been looked at for a whole window", async () => {
  const { request, client, send } = await put(1000);
  request.resume();
  endWindow();
  await send(99);
  expect(client.closed).toBe(false);
  endWindow();
  await once(client, "close");
  expect(reasons).toEqual([{ reason: "the body comes too slowly" }]);
});

test("a body that keeps the pace is taken, however long it takes", async () => {
  const { request, response, client, send } = await put(1000);
  const body = text(request);
  for (let window = 0; window < 10; window += 1) {
    await send(100);
    endWindow();
  }
  response.setHeader("Connection", "close").end(`${(await body).length} bytes`);
  expect(await text(client)).toContain("1000 bytes");
  expect(reasons).toEqual([]);
});

test("a body that waits for its reader here is not cut off", async () => {
  const { request, response, client, send } = await put(1000);
  await send(500);
  for (let window = 0; window < 5; window += 1) endWindow();
  const body = text(request);
  await send(500);
  response.setHeader("Connection", "close").end(`${(await body).length} bytes`);
  expect(await text(client)).toContain("1000 bytes");
  expect(reasons).toEqual([]);
});

test("nothing is owed by a client that waits to be told to send, and the pace from then on", async () => {
  const { request, client } = await begin(
    "PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 500",
    "checkContinue",
  );
  for (let window = 0; window < 5; window += 1) endWindow();
  expect([expectation.isWaiting, request.socket.destroyed]).toEqual([true, false]);
  expectation.meet();
  request.resume();
  client.resume();
  endWindow();
  endWindow();
  await once(client, "close");
  expect(reasons).toEqual([{ reason: "the body comes too slowly" }]);
});

test("the rest of a body whose answer is out is cut off, however fast it comes", async () => {
  const { response, client, send } = await put(1_000_000);
  response.end("no");
  await once(response, "finish");
  client.resume();
  endWindow();
  await send(5000);
  endWindow();
  await once(client, "close");
  expect(reasons).toEqual([{ reason: "nobody wants the rest of the body" }]);
});

test("a request without a body is not cut off, however long its answer takes", async () => {
  const { request, response, client } = await begin("GET / HTTP/1.1");
  await once(request.resume(), "end");
  for (let window = 0; window < 5; window += 1) endWindow();
  response.setHeader("Connection", "close").end("at last");
  expect(await text(client)).toContain("at last");
  expect(reasons).toEqual([]);
});
