import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { type Expectation, noExpectation } from "../../src/http/expectation.js";
import { watchClient } from "../../src/http/watch-client.js";

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A server that takes 10 ms without a word for silence, and a client that has sent `sent`; resolves when the silence was noticed. */
async function silence(
  sent: string,
  answer: (res: ServerResponse) => void = () => {},
  expectation: Expectation = noExpectation,
) {
  server = createServer().listen(0, "127.0.0.1");
  server.setTimeout(10);
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.write(sent);
  const [req, res] = (await once(server, "request")) as [IncomingMessage, ServerResponse];
  const gone = watchClient(req, res, expectation);
  answer(res);
  await once(req.socket as Socket, "timeout");
  return { client, res, gone };
}

test("a client that has said all waits as long as it takes", async () => {
  const { client, res, gone } = await silence("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  expect(gone.aborted).toBe(false);
  res.end("late");
  expect(await text(client)).toMatch(/\r\n\r\nlate$|late/);
  expect(gone.aborted).toBe(false);
});

test("a client that waits to be told to send its body does as well", async () => {
  const head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n";
  const expectation = { isWaiting: true, meet() {} };
  const { res, gone } = await silence(head, () => {}, expectation);
  expect([gone.aborted, res.destroyed]).toEqual([false, false]);
  expectation.isWaiting = false;
  res.writeContinue();
  await once(gone, "abort");
});

test.each<[string, string, (res: ServerResponse) => void]>([
  ["stops sending", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", () => {}],
  ["stops reading", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", (res) => void res.write(Buffer.alloc(64 * 1024 * 1024))],
])("a client that %s has left", async (_, sent, answer) => {
  const { gone } = await silence(sent, answer);
  if (!gone.aborted) await once(gone, "abort");
  expect(gone.aborted).toBe(true);
});
