/**
 * One GraphQL operation that asks of 50 images for URL, exact size, sizes for screens and a placeholder (warm under 40 ms), and
 * what a `url` field adds to it (under 30 µs). Over HTTP on one connection, median and worst of many.
 */
import { Agent, request } from "node:http";
import { startProgram } from "./support/gateway.mjs";

const images = 50;
const runs = 60;
const adminToken = "the-admin-token-of-the-benchmark-0123456789";
const page = (fields) => `{ images(prefix: "operation/", first: ${images}) { nodes { ${fields} } } }`;
const aliases = (count, field) => Array.from({ length: count }, (_, i) => `${field}${i}: ${field}`).join(" ");

const whole = page(`
  url(transform: { simple: { width: 300 } })
  rendition(transform: { simple: { width: 640, format: WEBP } }) { width height url }
  responsive { srcSet }
  placeholder { value }`);

const program = await startProgram({ env: { IMGRAPH_ADMIN_TOKEN: adminToken } });
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
try {
  for (let i = 0; i < images; i++) await copySample(i);
  const cold = performance.now();
  await run(whole);
  console.log(`cold      ${(performance.now() - cold).toFixed(1)} ms, each source read once`);
  const warm = await times(whole);
  console.log(`warm      median ${median(warm).toFixed(1)} ms, worst ${Math.max(...warm).toFixed(1)} ms (40 ms asked)`);

  const [few, many] = [await times(page(aliases(1, "url"))), await times(page(aliases(11, "url")))];
  const field = ((median(many) - median(few)) / (10 * images)) * 1000;
  console.log(`url       ${field.toFixed(1)} µs for each field (30 µs asked)`);
} finally {
  agent.destroy();
  await program.stop();
}

/** Milliseconds of each run, after as many that warm the code up. */
async function times(query) {
  const all = [];
  for (let i = 0; i < 2 * runs; i++) {
    const startedAt = performance.now();
    await run(query);
    all.push(performance.now() - startedAt);
  }
  return all.slice(runs);
}

async function copySample(i) {
  const key = `operation/${String(i).padStart(3, "0")}.jpg`;
  const input = `{ source: { bucket: "samples", key: "picos.jpg" }, target: { bucket: "samples", key: "${key}" } }`;
  const { copyImage } = await run(`mutation { copyImage(input: ${input}) { userErrors { message } } }`);
  if (copyImage.userErrors.length > 0) throw new Error(copyImage.userErrors[0].message);
}

function run(query) {
  const { hostname, port } = new URL(program.url);
  const headers = { "content-type": "application/json", authorization: `Bearer ${adminToken}` };
  return new Promise((resolve, reject) => {
    const host = hostname === "localhost" ? "127.0.0.1" : hostname;
    const sent = request({ host, port, path: "/graphql", method: "POST", headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece) => {
        text += piece;
      });
      response.on("error", reject);
      response.on("end", () => {
        const { data, errors } = JSON.parse(text);
        if (errors) reject(new Error(`${errors[0].message}, at ${errors[0].path}`));
        else resolve(data);
      });
    });
    sent.on("error", reject);
    sent.end(JSON.stringify({ query }));
  });
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
