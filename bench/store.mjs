/**
 * Writes of small objects, each on the disk when it is answered: how many a second, one after the other and sixteen at a
 * time, and the median of one. Puts of 4 KB beside copies, appends and uploads of one part.
 */
import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createLibsqlCatalog } from "../dist/catalog/libsql/index.js";
import { createEmbeddedStore } from "../dist/store/embedded/index.js";

const [seconds = 2] = process.argv.slice(2).map(Number);
const bucket = "bench";
const never = new AbortController().signal;
setMaxListeners(0, never);
const plain = { contentType: "application/octet-stream", metadata: {} };
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
// Puts of other bytes each, since equal ones share their file.
const body = () => Readable.from([randomBytes(4096)]);

const dataDir = await mkdtemp(join(tmpdir(), "imgraph-bench-"));
const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
const store = await createEmbeddedStore({ dataDir, catalog, clock: Date, log: silent });
await store.createBucket(bucket, undefined, never);
const source = await store.put({ bucket, key: "source" }, body(), plain, never);
const lengths = new Map();
let made = 0;

/** Each is told the worker's number. */
const operations = {
  put: () => store.put({ bucket, key: `put-${made++}` }, body(), plain, never),
  "put over another": (worker) => store.put({ bucket, key: `over-${worker}` }, body(), plain, never),
  copy: () => store.copy(source, { bucket, key: `copy-${made++}` }, {}, never),
  async append(worker) {
    const position = lengths.get(worker) ?? 0;
    lengths.set(worker, position + 4096);
    await store.append({ bucket, key: `log-${worker}` }, body(), { ...plain, position }, never);
  },
  async "upload of a part"() {
    const upload = await store.startUpload({ bucket, key: `upload-${made++}` }, plain, never);
    await store.putPart(upload, 1, body(), {}, never);
    await store.completeUpload(upload, { parts: "all" }, never);
  },
};

try {
  console.log(["operation".padEnd(18), "one at a time", "median ms", "sixteen at a time"].join("  "));
  for (const [name, operation] of Object.entries(operations)) {
    const alone = await run(operation, 1);
    const crowd = await run(operation, 16);
    const columns = [
      name.padEnd(18),
      `${alone.rate.toFixed(0)} /s`.padStart(13),
      alone.median.toFixed(2).padStart(9),
      `${crowd.rate.toFixed(0)} /s`.padStart(17),
    ];
    console.log(columns.join("  "));
  }
} finally {
  await store.close();
  await catalog.close();
  await rm(dataDir, { recursive: true });
}

async function run(operation, workers) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  const work = async (worker) => {
    for (let start = performance.now(); start < end; ) {
      await operation(`${workers}-${worker}`);
      const now = performance.now();
      times.push(now - start);
      start = now;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  times.sort((a, b) => a - b);
  return { rate: times.length / seconds, median: times[times.length >> 1] };
}
