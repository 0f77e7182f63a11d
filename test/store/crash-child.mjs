// Puts, copies, appends, uploads in parts and deletes until it is killed, with as many workers as it is told, and writes a
// line before and after each operation: `start KEY SHA256` or, for a deletion, `start KEY -`; then `done KEY SHA256`. Of a
// part of an upload it says `part UPLOAD NUMBER/ETAG` once it is acknowledged. Each worker has its own keys, so that one
// operation of a key at a time is open.
import { createHash, randomBytes, randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { writeSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createLibsqlCatalog } from "../../dist/catalog/libsql/index.js";
import { createEmbeddedStore } from "../../dist/store/embedded/index.js";

const [dataDir, workers] = process.argv.slice(2);
const never = new AbortController().signal;
setMaxListeners(0, never);
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
// Limits so low that objects of one file and of several come out.
const limits = { graceMs: 0, maxJoinedBytes: 220_000, smallTailBytes: 5_000 };
const store = await createEmbeddedStore({ dataDir, catalog, clock: Date, log: silent, ...limits });
const bucket = "photos";
await store.createBucket(bucket, undefined, never);
const plain = { contentType: "text/plain", metadata: {} };

const say = (...words) => writeSync(1, `${words.join(" ")}\n`);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const body = (bytes) => Readable.from([bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]);
const bytesOf = async (object) => buffer(await store.open(object, undefined, never));
// Small contents are few, so that workers share, replace and delete the same files.
const someBytes = (most) => (randomInt(2) ? Buffer.from(`content ${randomInt(3)}`) : randomBytes(randomInt(most)));

/** Does what makes the key hold these bytes, or nothing where there are none, and says so. */
async function change(key, bytes, work) {
  const content = bytes ? sha256(bytes) : "-";
  say("start", key, content);
  await work();
  say("done", key, content);
}

const operations = {
  put(key) {
    const bytes = someBytes(300_000);
    return change(key, bytes, () => store.put({ bucket, key }, body(bytes), plain, never));
  },

  delete: (key) => change(key, undefined, () => store.delete({ bucket, key }, never)),

  async copy(key) {
    const source = await store.find({ bucket, key }, never);
    if (!source) return;
    const target = randomInt(3) ? `${key}-copy` : key;
    const headers = { contentType: "text/html", metadata: { n: String(randomInt(9)) } };
    await change(target, await bytesOf(source), () => store.copy(source, { bucket, key: target }, { headers }, never));
  },

  async append(key) {
    const log = { bucket, key: `${key}-log` };
    const before = await store.find(log, never);
    if (before?.byteSize > 60_000) return operations.delete(log.key);
    const piece = someBytes(10_000);
    const whole = Buffer.concat([before ? await bytesOf(before) : Buffer.alloc(0), piece]);
    const position = before?.byteSize ?? 0;
    await change(log.key, whole, () => store.append(log, body(piece), { ...plain, position }, never));
  },

  async upload(key) {
    const upload = await store.startUpload({ bucket, key }, plain, never);
    const large = () => (randomInt(2) ? Buffer.alloc(102_400, randomInt(3)) : randomBytes(102_400 + randomInt(20_000)));
    const pieces = [...Array.from({ length: randomInt(3) }, large), someBytes(1_000)];
    for (const [i, piece] of pieces.entries()) {
      const { etag } = await store.putPart(upload, i + 1, body(piece), {}, never);
      say("part", upload.id, `${i + 1}/${etag}`);
    }
    if (randomInt(8) === 0) return store.abortUpload(upload, never);
    await change(key, Buffer.concat(pieces), () => store.completeUpload(upload, { parts: "all" }, never));
  },
};
const names = ["put", "put", "delete", "copy", "append", "upload"];

async function worker(id) {
  for (;;) await operations[names[randomInt(names.length)]](`worker-${id}/${randomInt(4)}`);
}
await Promise.all(Array.from({ length: Number(workers) }, (_, id) => worker(id)));
