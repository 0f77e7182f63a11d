/** A client in a thread of its own that asks one small query after the other until it is told to stop, and then how long each took. */
import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const { host, port } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const times = [];
let isOver = false;
parentPort.once("message", () => {
  isOver = true;
});

while (!isOver) {
  const startedAt = performance.now();
  await ask();
  times.push(performance.now() - startedAt);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
times.sort((a, b) => a - b);
parentPort.postMessage({
  asked: times.length,
  median: times[times.length >> 1],
  p99: times[Math.floor(times.length * 0.99)],
  longest: times.at(-1),
});
agent.destroy();

function ask() {
  const headers = { "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method: "POST", path: "/graphql", headers, agent }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
      );
    });
    sent.on("error", reject);
    sent.end('{"query":"{ viewer { roles } }"}');
  });
}
