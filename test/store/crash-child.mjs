// Puts and deletes objects until it is killed, and writes a line before and after each: `start KEY SHA256` or, for a
// deletion, `start KEY -`; then `done KEY SHA256`. Each worker has its own keys, so that one operation at a time is open.
import { createHash, randomBytes, randomInt } from "node:crypto";
import { writeSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createLibsqlCatalog } from "../../dist/catalog/libsql/index.js";
import { createEmbeddedStore } from "../../dist/store/embedded/index.js";

const [dataDir] = process.argv.slice(2);
const never = new AbortController().signal;
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
const store = await createEmbeddedStore({ dataDir, catalog, clock: Date, log: silent, graceMs: 0 });
const bucket = "photos";
await store.createBucket(bucket, undefined, never);
const say = (...words) => writeSync(1, `${words.join(" ")}\n`);

async function worker(id) {
  for (;;) {
    const key = `worker-${id}/${randomInt(4)}`;
    if (randomInt(4) === 0) {
      say("start", key, "-");
      await store.delete({ bucket, key }, never);
      say("done", key, "-");
      continue;
    }
    // Small contents are few, so that workers share, replace and delete the same blobs.
    const bytes = randomInt(2) ? Buffer.from(`content ${randomInt(3)}`) : randomBytes(randomInt(300_000));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const pieces = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
    say("start", key, sha256);
    await store.put({ bucket, key }, Readable.from(pieces), { contentType: "text/plain", metadata: {} }, never);
    say("done", key, sha256);
  }
}
await Promise.all([0, 1, 2, 3, 4, 5].map(worker));
