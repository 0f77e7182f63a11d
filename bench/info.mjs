/**
 * `image/info` of a photograph of 20 megapixels against a HEAD of the same object, over HTTP (must take less than 3 times as long),
 * with nothing kept. Medians of one client on one connection, the two in turn.
 */
import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import sharp from "sharp";
import { startProgram } from "./support/gateway.mjs";

const rounds = 400;
const program = await startProgram({
  env: { IMGRAPH_CACHE_BYTES: "0", IMGRAPH_ACCESS_KEY_ID: "bench", IMGRAPH_ACCESS_KEY_SECRET: "bench-secret" },
});
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const base = program.url.replace("localhost", "127.0.0.1");
try {
  const photo = await sharp("samples/picos.jpg").resize(6028, 3391, { fit: "fill" }).jpeg({ quality: 92 }).toBuffer();
  await put("/samples/large.jpg", photo);
  const ask = {
    HEAD: () => send("HEAD", "/samples/large.jpg"),
    info: () => send("GET", "/samples/large.jpg?x-oss-process=image/info"),
  };
  const times = { HEAD: [], info: [] };
  // The program's own code gets fast by being run.
  for (let n = 0; n < rounds; n++) for (const each of Object.values(ask)) await each();
  for (let n = 0; n < rounds; n++)
    for (const [name, each] of Object.entries(ask)) {
      const startedAt = performance.now();
      await each();
      times[name].push(performance.now() - startedAt);
    }
  const [head, info] = [times.HEAD, times.info].map(median);
  const ratio = info / head;
  console.log(
    `${photo.length} bytes: HEAD ${head.toFixed(2)} ms, info ${info.toFixed(2)} ms, ratio ${ratio.toFixed(2)} ${ratio < 3 ? "(< 3 asked)" : "(NOT BELOW 3)"}`,
  );
} finally {
  agent.destroy();
  await program.stop();
}

/** Writing needs a signature: version 1, in the header. */
function put(path, body) {
  const date = new Date().toUTCString();
  const text = ["PUT", "", "", date, path].join("\n");
  const signature = createHmac("sha1", "bench-secret").update(text).digest("base64");
  return send("PUT", path, body, { Date: date, Authorization: `OSS bench:${signature}` });
}

function send(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(`${base}${path}`, { method, agent, headers }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode} for ${method} ${path}`)),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
