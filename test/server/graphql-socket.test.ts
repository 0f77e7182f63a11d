import { createServer } from "node:http";
import { type AddressInfo, BlockList, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { type Log, silentLog } from "../../src/base/log.js";
import type { Live } from "../../src/graphql/index.js";
import { graphqlSockets } from "../../src/server/graphql-socket.js";

const mebibyte = 1024 ** 2;
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A socket of a client, and what the gateway logs of it; every operation is answered with so many bytes. */
async function opened(answerBytes: number) {
  const events: string[] = [];
  const log: Log = { ...silentLog, info: (event) => void events.push(event), child: () => log };
  const live: Live = { admit: async () => {}, run: async () => ({ data: { a: "x".repeat(answerBytes) } }) };
  const sockets = graphqlSockets({ live, corsOrigins: [], believedProxies: new BlockList(), deadlineMs: 9000, log });
  const server = createServer().on("upgrade", (request, socket, head) => sockets.open(request, socket as Socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, "graphql-transport-ws");
  endings.push(async () => {
    client.terminate();
    await sockets.stop(0);
    await new Promise((resolve) => server.close(resolve));
  });
  const next = () => new Promise<string>((resolve) => client.once("message", (data) => resolve(String(data))));
  await new Promise((resolve) => client.once("open", resolve));
  const begin = (payload = {}) => client.send(JSON.stringify({ type: "connection_init", payload }));
  const ask = (count: number) => {
    for (let i = 0; i < count; i++)
      client.send(JSON.stringify({ id: String(i), type: "subscribe", payload: { query: "{ a }" } }));
  };
  return { client, begin, next, ask, events };
}

test("who a client says it is has to be short: it is kept as long as the client stays", async () => {
  const { client, begin } = await opened(1);
  begin({ authorization: "x".repeat(32 * 1024) });
  expect(await new Promise((resolve) => client.once("close", resolve))).toBe(1009);
});

test("a client that asks and does not read is cut, before its answers fill the memory", async () => {
  const { client, begin, next, ask, events } = await opened(4 * mebibyte);
  begin();
  await next();
  client.pause();
  ask(50);
  await vi.waitFor(() => expect(events).toEqual(["socket opened", "socket read too slowly", "socket closed"]), 5000);
});

test("one answer may be as long as it is", async () => {
  const { begin, next, ask } = await opened(40 * mebibyte);
  begin({ authorization: `Bearer ${"x".repeat(8192)}` });
  await next();
  ask(1);
  expect(JSON.parse(await next())).toMatchObject({ id: "0", type: "next" });
});
