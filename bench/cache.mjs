/**
 * A kept result against rendering it, over HTTP: processed GETs of the samples, first with nothing kept, then again (must be
 * 20 times faster). Medians of one client on one connection.
 */
import { Agent, request } from "node:http";
import { startProgram } from "./support/gateway.mjs";

const variants = 40;
const passes = 5;
/** `n` makes them different results that cost the same. */
const asked = [
  ["china.jpg", (n) => `image/resize,w_${300 + n}`],
  ["picos.jpg", (n) => `image/resize,w_${800 + n}/quality,q_80`],
  ["friends.jpg", (n) => `image/resize,w_${600 + n}/format,webp`],
  ["kleiber.webp", (n) => `image/rotate,${10 + n}/format,png`],
  ["sunset.gif", (n) => `image/resize,w_${200 + n}/format,webp`],
  ["picos.jpg", (n) => `image/resize,w_${100 + n}|image/average-hue`],
];

const program = await startProgram();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
try {
  console.log(`${"".padEnd(52)}     bytes   miss ms    hit ms     ratio`);
  const ratios = [];
  // The program's own code gets fast by being run.
  for (let n = 0; n < 500; n++) await get("china.jpg", "image/resize,w_50");
  for (const [key, process] of asked) {
    const misses = await times(key, process, "miss");
    const hits = [];
    for (let pass = 0; pass < passes; pass++) hits.push(...(await times(key, process, "hit")));
    const [miss, hit] = [misses, hits].map((each) => median(each.map(({ ms }) => ms)));
    ratios.push(miss / hit);
    const figures = [hits[0].bytes, miss.toFixed(2), hit.toFixed(2), `${(miss / hit).toFixed(0)}x`];
    console.log(
      `${key.padEnd(14)}${process(0).padEnd(38)}${figures.map((each) => String(each).padStart(10)).join("")}`,
    );
  }
  const least = Math.min(...ratios);
  console.log(`least ratio ${least.toFixed(0)}x ${least >= 20 ? "(20x asked)" : "(BELOW 20x)"}`);
} finally {
  agent.destroy();
  await program.stop();
}

/** Each variant once; all must come from where they are expected to. */
async function times(key, process, from) {
  const answers = [];
  for (let n = 0; n < variants; n++) {
    const answer = await get(key, process(n));
    if (answer.cache !== from) throw new Error(`expected a ${from}, got ${answer.cache}: ${key} ${process(n)}`);
    answers.push(answer);
  }
  return answers;
}

/** One GET: its time until the last byte, and what the gateway says of the cache. */
function get(key, process) {
  const url = `${program.url.replace("localhost", "127.0.0.1")}/samples/${key}?x-oss-process=${encodeURIComponent(process)}`;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => {
        bytes += chunk.length;
      });
      response.on("end", () => {
        const cache = /cache;desc="(\w+)"/.exec(response.headers["server-timing"] ?? "")?.[1];
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode} for ${key} ${process}`));
        else resolve({ ms: performance.now() - startedAt, bytes, cache });
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end();
  });
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
