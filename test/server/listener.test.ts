import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, get, type IncomingMessage } from "node:http";
import { BlockList, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ApolloServer } from "@apollo/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Live } from "../../src/graphql/streams/live.js";
import type { OssDoor } from "../../src/http/index.js";
import { createListener, createLog, createMetrics, type Listener, type ListenerUse } from "../../src/server/index.js";

/** Stands for the OSS door: `/wait` answers when it is let go, `/half` never comes to its end, `/bug` throws, anything else says its raw target. */
class FakeDoor implements OssDoor {
  letGo: () => void = () => {};
  private onWaiting: () => void = () => {};
  readonly waiting = new Promise<void>((resolve) => {
    this.onWaiting = resolve;
  });
  reason: unknown;

  /** The targets of what it was given, in order. */
  readonly begun: (string | undefined)[] = [];

  async handle(...[request, response, { deadline }]: Parameters<OssDoor["handle"]>) {
    this.begun.push(request.url);
    if (request.url === "/bug") throw new Error("a bug with a secret in it");
    if (request.url === "/half") {
      response.writeHead(200, { "Content-Length": 1000 }).write("half");
      return;
    }
    if (request.url === "/wait") {
      await new Promise<void>((resolve) => {
        this.letGo = resolve;
        deadline.addEventListener("abort", () => {
          this.reason = deadline.reason;
          resolve();
        });
        this.onWaiting();
      });
    }
    response.end(`door ${request.method} ${request.url}`);
  }
}

let listener: Listener;
let door: FakeDoor;
let lines: string[];
let port: number;
let graphiqlDir: string;
let check: () => Promise<void>;

async function start(
  settings: Partial<Pick<ListenerUse<never>, "deadlineMs" | "maxConnections" | "uploadPace" | "lenientHttp">> = {},
) {
  const apollo = new ApolloServer<{ requestId: string; authorization: string | undefined }>({
    typeDefs: "type Query { requestId: String authorization: String }",
    resolvers: {
      Query: {
        requestId: (_root, _args, context) => context.requestId,
        authorization: (_root, _args, context) => context.authorization,
      },
    },
  });
  await apollo.start();
  lines = [];
  door = new FakeDoor();
  check = async () => {};
  graphiqlDir = await mkdtemp(join(tmpdir(), "imgraph-page-"));
  listener = await createListener({
    oss: door,
    graphql: { apollo, contextOf: ({ requestId, authorization }) => ({ requestId, authorization }), live: noStreams },
    bucketHosts: ["localhost"],
    corsOrigins: ["https://app.example.com"],
    believedProxies: new BlockList(),
    deadlineMs: 15_000,
    maxConnections: 100,
    uploadPace: { minBytesPerSecond: 0, windowMs: 60_000 },
    lenientHttp: false,
    graphiqlDir,
    check: () => check(),
    metrics: createMetrics(),
    log: await createLog({ level: "info", pretty: false, destination: { write: (line) => void lines.push(line) } }),
    ...settings,
  });
  ({ port } = await listener.listen({ host: "127.0.0.1", port: 0 }));
}

/** The listener anew, with other settings. */
async function restart(settings: Parameters<typeof start>[0]) {
  await listener.stop(0);
  await rm(graphiqlDir, { recursive: true });
  await start(settings);
}

/** Nothing here subscribes. */
const noStreams: Live = {
  admit: async () => {},
  run: () => Promise.reject(new Error("an operation that nobody sent")),
};

beforeEach(() => start());
afterEach(async () => {
  await listener.stop(0);
  await rm(graphiqlDir, { recursive: true });
});

const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

/** A request over an agent of the caller's, so that connections can be watched. */
async function askOver(agent: Agent, path: string): Promise<IncomingMessage & { body: string }> {
  const request = get({ agent, port, host: "127.0.0.1", path });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return Object.assign(response, { body: await text(response) });
}

test("the OSS door gets the target as it was sent", async () => {
  expect((await askOver(new Agent(), "/b/a%2Fb//../c?acl&x=%41")).body).toBe("door GET /b/a%2Fb//../c?acl&x=%41");
});

test("every answer carries a request id, and its log line the same", async () => {
  for (const path of ["/b/key", "/healthz", "/graphql/nothing", "/graphql?query=%7BrequestId%7D", "/bug"]) {
    const response = await ask(path, { headers: { "apollo-require-preflight": "1" } });
    const id = response.headers.get("x-oss-request-id");
    expect(id).toMatch(/^[0-9A-F]{24}$/);
    await response.text();
    await expect
      .poll(() => lines.filter((line) => line.includes(`"requestId":"${id}"`) && line.includes('"msg":"request"')))
      .toHaveLength(1);
  }
});

test.each([
  ["without a Host header", "GET /healthz HTTP/1.1\r\n\r\n", 200],
  ["with an expectation that nobody knows", "GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 200],
  ["with a broken escape below a reserved path", "GET /graphql/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400],
])("so does that to a request %s", async (_, request, status) => {
  const socket = connect(port, "127.0.0.1");
  socket.write(request.replace(/\r\n\r\n$/, "\r\nConnection: close\r\n\r\n"));
  const answer = await text(socket);
  const [id = "none"] = /(?<=^x-oss-request-id: )[0-9A-F]{24}$/m.exec(answer.replaceAll("\r", "")) ?? [];
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  await expect.poll(() => lines.some((line) => line.includes(`"requestId":"${id}"`))).toBe(true);
  if (status >= 400) expect(answer.split("\r\n\r\n")[1]).toContain(`"requestId":"${id}"`);
});

test("GraphQL gets the request's id and its Authorization", async () => {
  const response = await ask("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer t" },
    body: '{"query":"{ requestId authorization }"}',
  });
  expect(await response.json()).toEqual({
    data: { requestId: response.headers.get("x-oss-request-id"), authorization: "Bearer t" },
  });
});

test("a body that is too large is refused, and named by nothing but its status", async () => {
  const response = await ask("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `"${"x".repeat(2 ** 20)}"`,
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: "the body is larger than 1048576 bytes",
        extensions: { code: "BAD_REQUEST", requestId: response.headers.get("x-oss-request-id") },
      },
    ],
  });
});

test("a preflight is answered for allowed origins only", async () => {
  const preflight = (origin: string) =>
    ask("/graphql", { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });
  const allowed = await preflight("https://app.example.com");
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
  expect(allowed.headers.get("access-control-allow-headers")).toContain("authorization");
  const refused = await preflight("https://evil.example.com");
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  expect(refused.headers.get("access-control-allow-headers")).toBeNull();
});

test("a browser at the root is led to GraphiQL", async () => {
  const response = await ask("/", { headers: { accept: "text/html" }, redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([302, "/graphql"]);
});

test("a bug in a door is 500, told in the log and to nobody", async () => {
  const response = await ask("/bug");
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
  expect(lines.some((line) => line.includes("a bug with a secret in it"))).toBe(true);
});

test("what is no HTTP is answered 400 and the connection closed", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.end("HELLO THERE\r\n\r\n");
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toMatch(/^x-oss-request-id: [0-9A-F]{24}\r\nConnection: close\r$/m);
});

test("what is no HTTP is told why, in the document and with the date that the vendor's clients read", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.end("PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  expect(head).toMatch(/^Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r$/m);
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  expect(body).toContain("<Code>InvalidRequest</Code>");
  expect(body).toContain("Transfer-Encoding can&apos;t be present with Content-Length");
  expect(body).toContain("IMGRAPH_LENIENT_HTTP=on");
});

test("what is no HTTP cuts an answer that is on its way, and adds nothing to it", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
  socket.once("data", () => socket.write("HELLO THERE\r\n\r\n"));
  expect((await text(socket)).split("\r\n\r\n")[1]).toBe("half");
});

test.each([
  "\xff",
  "a b",
  "[",
  "%",
  "=:b@c",
  ":1",
  "a:b:c",
])("a Host that is none, %j, is refused on a reserved path", async (host) => {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    Buffer.from(`GET /graphql?query=%7BrequestId%7D HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, "latin1"),
  );
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test("a request head beyond the limit is answered 431", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.end(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain("take more than 32768 bytes");
});

describe("requests that do not wait for their answers", () => {
  const get = (path: string, ...headers: string[]) =>
    [`GET ${path} HTTP/1.1`, "Host: a", ...headers, "", ""].join("\r\n");

  test("are worked one after another", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(get("/wait") + get("/b/1") + get("/graphql?query=%7BrequestId%7D") + get("/b/2", "Connection: close"));
    await door.waiting;
    expect(door.begun).toEqual(["/wait"]);
    door.letGo();
    const answer = await text(socket);
    expect(door.begun).toEqual(["/wait", "/b/1", "/b/2"]);
    expect(answer.match(/door GET \/\S+?(?=HTTP|$)/g)).toEqual(["door GET /wait", "door GET /b/1", "door GET /b/2"]);
  });

  test("are not begun when the client has left", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(get("/wait") + get("/b/1"));
    await door.waiting;
    socket.destroy();
    await expect.poll(() => lines.some((line) => line.includes('"aborted":true'))).toBe(true);
    door.letGo();
    await ask("/b/other");
    expect(door.begun).toEqual(["/wait", "/b/other"]);
  });

  test("are cut off where they are too many", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(get("/wait") + get("/b/k").repeat(200));
    await new Promise((resolve) => socket.once("close", resolve));
    expect(door.begun).toEqual(["/wait"]);
  });
});

describe("Content-Length together with chunked coding", () => {
  const request =
    "PUT /b/k HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

  test("is no request", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(request);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("is the last one of its connection where the parser is lenient", async () => {
    await restart({ lenientHttp: true });
    const socket = connect(port, "127.0.0.1");
    // The next one of the connection, or what a proxy took for a part of this one.
    socket.write(`${request}GET /b/other HTTP/1.1\r\nHost: a\r\n\r\n`);
    const answers = await text(socket);
    expect(answers).toContain("door PUT /b/k");
    expect(answers).toMatch(/^connection: close\r$/im);
    expect(door.begun).toEqual(["/b/k"]);
  });
});

test("connections beyond the limit are closed, those below are served, and the log says so once", async () => {
  await restart({ maxConnections: 3 });
  const kept = Array.from({ length: 3 }, () => connect(port, "127.0.0.1"));
  await Promise.all(kept.map((socket) => once(socket, "connect")));
  for (let i = 0; i < 3; i += 1) expect(await text(connect(port, "127.0.0.1"))).toBe("");
  expect(lines.filter((line) => line.includes("connections refused"))).toHaveLength(1);
  kept[0]!.end("GET /b/k HTTP/1.1\r\nHost: a\r\n\r\n");
  expect(await text(kept[0]!)).toContain("door GET /b/k");
  for (const socket of kept) socket.destroy();
});

test("metrics count requests by door and status", async () => {
  await (await ask("/b/key")).text();
  const page = async () => (await ask("/metrics")).text();
  await expect.poll(page).toContain('imgraph_http_requests_total{door="oss",method="GET",status="200"} 1');
  expect(await page()).toContain("nodejs_eventloop_lag_seconds");
});

test("ready follows what is checked", async () => {
  expect((await ask("/readyz")).status).toBe(200);
  check = async () => {
    throw new Error("the disk is gone");
  };
  const response = await ask("/readyz");
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain("disk");
  expect((await ask("/healthz")).status).toBe(200);
});

describe("the end of a request", () => {
  test("comes at its deadline", async () => {
    await restart({ deadlineMs: 100 });
    await (await ask("/wait")).text();
    expect(door.reason).toMatchObject({ code: "DeadlineExceeded", details: { limitMs: 100 } });
  });

  test("comes too where a reserved path waits for the rest of a body", async () => {
    await restart({ deadlineMs: 100 });
    const socket = connect(port, "127.0.0.1");
    socket.write("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test("is logged as aborted when the client leaves, with no status that nobody got", async () => {
    const leave = new AbortController();
    const gone = ask("/wait", { signal: leave.signal });
    await door.waiting;
    leave.abort();
    await expect(gone).rejects.toThrow();
    const aborted = () => lines.find((line) => line.includes('"path":"/wait"') && line.includes('"aborted":true'));
    await expect.poll(aborted).toBeDefined();
    expect(JSON.parse(aborted() ?? "")).not.toHaveProperty("status");
    door.letGo();
  });
});

describe("a stop", () => {
  test("is not ready at once, lets what runs finish, then lets go of the port", async () => {
    const agent = new Agent({ keepAlive: true });
    const running = askOver(agent, "/wait");
    await door.waiting;
    const stopped = listener.stop(10_000);
    const ready = await ask("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ reason: "stopping" });
    expect((await ask("/healthz")).status).toBe(200);
    door.letGo();
    const response = await running;
    expect(response.body).toBe("door GET /wait");
    expect(response.headers.connection).toBe("close");
    await stopped;
    await expect(ask("/healthz")).rejects.toThrow();
  });

  test("does not wait longer than the grace time", async () => {
    const running = ask("/wait");
    running.catch(() => {});
    await door.waiting;
    await listener.stop(50);
    await expect(running).rejects.toThrow();
    door.letGo();
  });

  test("does not wait for idle connections", async () => {
    const agent = new Agent({ keepAlive: true });
    await askOver(agent, "/b/key");
    await listener.stop(10_000);
    agent.destroy();
  });
});
