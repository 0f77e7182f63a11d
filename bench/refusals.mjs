/**
 * How soon a hostile operation is refused, by POST, GET, server-sent events and WebSocket (under 50 ms each), and how long a second
 * client waits for its answers meanwhile. Median and worst of many, from the first byte sent to the whole refusal received;
 * on a machine that does other work too, the worst tells more of that work.
 */
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { WebSocket } from "ws";
import { startProgram } from "./support/gateway.mjs";

const runs = 25;
const askedMs = 50;
const repeat = (count, each) => Array.from({ length: count }, (_, i) => each(i)).join(" ");
const rendition = (i) => `r${i}: rendition(transform: { simple: { width: ${i + 1} } }) { url }`;

/** What is sent, as text: the bytes are not made while the clock runs. */
const floods = Object.entries({
  "1,000 renditions by alias": { query: `{ image(key: "a") { ${repeat(1000, rendition)} } }` },
  "1,000 renditions by page": { query: `{ images(first: 100) { nodes { ${repeat(20, rendition)} } } }` },
  "depth 30": { query: `${"{ images { nodes { derived ".repeat(10)}{ totalCount }${" } } }".repeat(10)}` },
  "fragments in a circle": {
    query: `{ image(key: "a") { ...f0 } } ${repeat(30, (i) => `fragment f${i} on Image { ...f${(i + 1) % 30} key }`)}`,
  },
  "fragments doubled 20 times": {
    query: `{ image(key: "a") { ...f0 } } ${repeat(20, (i) => `fragment f${i} on Image { ...f${i + 1} url ...f${i + 1} }`)} fragment f20 on Image { url }`,
  },
  "100,000 entries of a list": {
    query: "mutation ($k: [String!]!) { deleteImages(input: { keys: $k }) { userErrors { code } } }",
    variables: { k: Array.from({ length: 100_000 }, (_, i) => `k${i}`) },
  },
  "10 MB of variables": { query: "{ viewer { roles } }", variables: { a: "a".repeat(10_000_000) } },
}).map(([name, operation]) => {
  const { query, variables = {} } = operation;
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  return { name, body: JSON.stringify(operation), search: String(search), message: subscribeMessage(operation) };
});

const program = await startProgram({ env: { IMGRAPH_REQUESTS_PER_MINUTE: "0" } });
const port = Number(new URL(program.url).port);
const host = "127.0.0.1";
const second = new Worker(fileURLToPath(new URL("support/second-client.mjs", import.meta.url)), {
  workerData: { host, port },
});

const transports = {
  POST: ({ body }) => send({ method: "POST", path: "/graphql", headers: json, body }),
  GET: ({ search }) =>
    send({ method: "GET", path: `/graphql?${search}`, headers: { "apollo-require-preflight": "1" } }),
  SSE: ({ body }) =>
    send({ method: "POST", path: "/graphql", headers: { ...json, accept: "text/event-stream" }, body }),
  WebSocket: ({ message }) => sendMessage(message),
};
const json = { "content-type": "application/json" };

let slowest = 0;
try {
  console.log(
    `${"".padEnd(30)}${Object.keys(transports)
      .map((name) => name.padStart(20))
      .join("")}   ms, median and worst`,
  );
  for (const flood of floods) {
    const cells = [];
    for (const refuse of Object.values(transports)) {
      const times = [];
      for (let i = 0; i < runs + 5; i++) {
        const startedAt = performance.now();
        await refuse(flood);
        if (i >= 5) times.push(performance.now() - startedAt);
      }
      times.sort((a, b) => a - b);
      const median = times[runs >> 1];
      slowest = Math.max(slowest, median);
      cells.push(`${median.toFixed(1)} ${times.at(-1).toFixed(1).padStart(7)}`.padStart(20));
    }
    console.log(`${flood.name.padEnd(30)}${cells.join("")}`);
  }
  second.postMessage("stop");
  const { asked, median, p99, longest } = await new Promise((resolve) => second.once("message", resolve));
  console.log(
    `second client: ${asked} queries, median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${longest.toFixed(1)} ms`,
  );
  console.log(`slowest refusal: median ${slowest.toFixed(1)} ms (${askedMs} ms asked)`);
  process.exitCode = slowest < askedMs ? 0 : 1;
} finally {
  await second.terminate();
  await program.stop();
}

function subscribeMessage(payload) {
  return JSON.stringify({ id: "1", type: "subscribe", payload });
}

/** Resolves when the whole answer is there, or the connection was cut after it. Throws for an answer that is no refusal. */
function send({ method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    let text = "";
    // Each a connection of its own: a body that is refused ends it.
    const sent = request({ host, port, method, path, headers, agent: new Agent({ keepAlive: false }) }, (response) => {
      response.setEncoding("utf8");
      response.on("data", (piece) => {
        text += piece;
      });
      const end = () => (response.statusCode >= 400 || text.includes('"errors"') ? resolve() : reject(new Error(text)));
      response.on("end", end);
      response.on("error", end);
    });
    // A server may cut the connection before it has read what it does not want.
    sent.on("error", () => resolve());
    sent.end(body);
  });
}

/** One operation on a socket of its own, opened before the clock counts much: until the refusal, or until the socket is closed. */
function sendMessage(message) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}:${port}/graphql`, "graphql-transport-ws");
    socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
    socket.on("message", (data) => {
      const { type } = JSON.parse(String(data));
      if (type === "connection_ack") socket.send(message);
      else if (type === "error") socket.terminate();
      else reject(new Error(String(data)));
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve());
  });
}
