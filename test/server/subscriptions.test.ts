import { createClient as createSseClient } from "graphql-sse";
import { type Client, createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { Call } from "../../src/service/service.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { openRaw, readRaw } from "../support/raw-socket.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
const shop = parseBucketName("shop");
const watchShop =
  'subscription { imageChanged(bucket: "shop", prefix: "a/") { kind key bucket { name } image { key } } }';
/** A change that a watcher of the prefix is told of. */
const remove = (key: string, { service }: Pick<TestGateway, "service"> = gateway) =>
  service.deleteObject({ bucket: shop, key: parseObjectKey(key) }, admin);
const deleted = (key: string) => ({
  data: { imageChanged: { kind: "DELETED", key, bucket: { name: "shop" }, image: null } },
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    env: { IMGRAPH_MAX_SUBSCRIPTIONS: "2", IMGRAPH_CORS_ORIGINS: "https://shop.example" },
  });
  await gateway.service.createBucket(shop, "private", admin);
});
afterAll(() => gateway.stop());

/** The two protocols' own clients, each with a token in the way that suits it. */
const clients = {
  "graphql-ws": (token: string | undefined, { url }: { url: string } = gateway) =>
    wsClient({ url, params: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
  "graphql-sse": (token: string | undefined, { url }: { url: string } = gateway) =>
    createSseClient({
      url: `${url}/graphql`,
      retryAttempts: 0,
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    }),
};

type Connected = ReturnType<(typeof clients)[keyof typeof clients]>;

function wsClient({ url, params }: { url: string; params: Record<string, unknown> }): Client {
  const address = `${url.replace("http", "ws")}/graphql`;
  return createClient({ url: address, webSocketImpl: WebSocket, connectionParams: params, retryAttempts: 0 });
}

/** Results that are taken one by one. When the first promise resolves the subscription is there: an event after it is told. */
async function watching(client: Connected, query = watchShop, key = "a/first") {
  const results = client.iterate({ query });
  const first = results.next();
  // Nothing says when a subscription has begun but its first event.
  const nudges = setInterval(() => void remove(key), 20);
  const { value } = await first.finally(() => clearInterval(nudges));
  return { results, first: value };
}

describe.each(Object.entries(clients))("%s", (_, connect) => {
  test("tells what happens, until the client has enough", async () => {
    const client = connect(gateway.adminToken);
    const { results, first } = await watching(client);
    expect(first).toEqual(deleted("a/first"));
    await remove("a/last");
    await remove("b/other");
    let result = (await results.next()).value;
    while (JSON.stringify(result) === JSON.stringify(first)) result = (await results.next()).value;
    expect(result).toEqual(deleted("a/last"));
    await results.return?.();
    client.dispose();
  });

  test("tells no one who may not list", async () => {
    const client = connect(undefined);
    const [error] = await refusal(client, watchShop);
    expect(error).toMatchObject({ extensions: { code: "ACCESS_DENIED", status: 403, requestId: expect.any(String) } });
    client.dispose();
  });

  test.each([
    ["subscription {", "GRAPHQL_PARSE_FAILED"],
    ["subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"],
    [`subscription { ${"a: __typename ".repeat(800)} }`, "GRAPHQL_PARSE_FAILED"],
    ['subscription { imageChanged(bucket: "No") { key } }', "INVALID_BUCKET_NAME"],
    ['subscription { imageChanged(bucket: "gone") { key } }', "NO_SUCH_BUCKET"],
    ["query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"],
  ])("refuses %s", async (query, code) => {
    const client = connect(gateway.adminToken);
    const [error] = await refusal(client, query);
    expect(error).toMatchObject({ extensions: { code } });
    client.dispose();
  });

  test("refuses a variable that is not valid Unicode", async () => {
    const client = connect(gateway.adminToken);
    const query = 'subscription ($prefix: String) { imageChanged(bucket: "shop", prefix: $prefix) { key } }';
    const [error] = await refusal(client, query, { prefix: "\ud800" });
    expect(error).toMatchObject({
      message: 'Variable "$prefix" got invalid value: it is not valid Unicode',
      extensions: { code: "BAD_USER_INPUT" },
    });
    client.dispose();
  });

  test("answers a query too, within the same limits", async () => {
    const client = connect(gateway.adminToken);
    const results = client.iterate({ query: "{ viewer { authenticated } }" });
    expect((await results.next()).value).toMatchObject({
      data: { viewer: { authenticated: true } },
      extensions: { cost: { operation: 2 } },
    });
    expect((await results.next()).done).toBe(true);
    client.dispose();
  });

  test("a caller has as many as the setting says, and again when one has ended", async () => {
    const client = connect(gateway.adminToken);
    const one = await watching(client);
    const two = await watching(client);
    const [error] = await refusal(client, watchShop);
    expect(error).toMatchObject({ extensions: { code: "TOO_MANY_SUBSCRIPTIONS", params: { limit: 2 } } });
    await one.results.return?.();
    const three = await watchingAgain(() => watching(client));
    await two.results.return?.();
    await three.results.return?.();
    client.dispose();
  });

  test("a gateway that stops lets its clients go, and is not held up by them", async () => {
    const other = await startGateway();
    await other.service.createBucket(shop, "private", admin);
    const client = connect(other.adminToken, other);
    const results = client.iterate({ query: watchShop });
    const first = results.next();
    const nudges = setInterval(() => void remove("a/first", other).catch(() => {}), 20);
    await first.finally(() => clearInterval(nudges));
    const ends = (async () => {
      for await (const _ of results);
    })();
    ends.catch(() => {});
    await other.stop();
    // Broken off, not completed: clients know that they may try again.
    await expect(ends).rejects.toBeDefined();
    client.dispose();
  });
});

/** The end of a subscription reaches the server a little later than the client believes. */
async function watchingAgain<T>(start: () => Promise<T>): Promise<T> {
  for (;;) {
    const started = await start();
    const { first } = started as { first: { errors?: unknown } };
    if (!first.errors) return started;
  }
}

/** The errors that an operation is answered with, in whichever way its protocol says so. */
async function refusal(
  client: Connected,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<readonly unknown[]> {
  try {
    const { value } = await client.iterate({ query, variables }).next();
    return value?.errors ?? [];
  } catch (errors) {
    return errors as readonly unknown[];
  }
}

describe("WebSocket", () => {
  const opened = (options: { protocol?: string | string[]; origin?: string } = {}) => {
    const { protocol = "graphql-transport-ws", origin } = options;
    const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, protocol, {
      ...(origin && { origin }),
    });
    const closed = new Promise<number>((resolve) => {
      socket.once("close", resolve);
      socket.once("unexpected-response", (_, { statusCode = 0 }) => resolve(statusCode));
      socket.on("error", () => {});
    });
    return {
      socket,
      closed,
      send: (message: object) => socket.once("open", () => socket.send(JSON.stringify(message))),
    };
  };

  test("a token that is not valid closes the socket", async () => {
    const { send, closed } = opened();
    send({ type: "connection_init", payload: { authorization: "Bearer of-nothing" } });
    expect(await closed).toBe(4403);
  });

  test("who subscribes before saying who it is is cut", async () => {
    const { send, closed } = opened();
    send({ type: "subscribe", id: "1", payload: { query: watchShop } });
    expect(await closed).toBe(4401);
  });

  test("a message that only servers send closes the socket, and is no failure of the gateway's", async () => {
    const { send, closed } = opened();
    send({ type: "next", id: "1", payload: {} });
    expect(await closed).toBe(4400);
    expect(gateway.logLines.filter((line) => line.includes("socket failed"))).toEqual([]);
  });

  test.each([
    ["no protocol", { protocol: [] }, 4406],
    ["a page of another origin", { origin: "https://evil.example" }, 403],
  ])("%s is refused", async (_, options, code) => {
    expect(await opened(options).closed).toBe(code);
  });

  test("pages of allowed origins may open one", async () => {
    const { socket } = opened({ origin: "https://shop.example" });
    await new Promise((resolve) => socket.once("open", resolve));
    socket.terminate();
  });

  test("a message above 1 MiB closes the socket", async () => {
    const { send, closed } = opened();
    send({ type: "ping", payload: { text: "x".repeat(1024 * 1024) } });
    expect(await closed).toBe(1009);
  });
});

test("a mutation is no subscription, by GET", async () => {
  const query = encodeURIComponent("mutation { __typename }");
  const answer = await fetch(`${gateway.url}/graphql?query=${query}`, { headers: { accept: "text/event-stream" } });
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(await answer.text()).toMatch(/^event: next\ndata: .*INVALID_REQUEST.*\n\nevent: complete\ndata: \n\n$/);
});

test.each([[{ query: 1 }], [{ query: "{ a }", variables: [] }], ["text"]])("%j is no operation", async (body) => {
  const headers = { accept: "text/event-stream", "content-type": "application/json" };
  const answer = await fetch(`${gateway.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(400);
});

test("a client that asks for HTTP/2 on the way is answered in HTTP/1.1, body and all", async () => {
  const socket = openRaw(gateway.port);
  const head = (method: string, rest: string) =>
    `${method} /shop/upgraded HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n${rest}\r\n`;
  socket.write(
    `${head("PUT", "Content-Length: 4\r\n")}text${head("GET", "").replace("Connection: Upgrade", "Connection: close, Upgrade")}`,
  );
  const answers = await readRaw(socket);
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 403", "HTTP/1.1 403"]);
});
