// Puts an object of the given size from a stream, puts another one together of eight parts, and reads both back. Prints as
// JSON what went through, and of each phase what was kept in memory every 8 MB.
import { join } from "node:path";
import { Readable } from "node:stream";
import { createLibsqlCatalog } from "../../dist/catalog/libsql/index.js";
import { createEmbeddedStore } from "../../dist/store/embedded/index.js";

const [dataDir, byteSize] = process.argv.slice(2);
const total = Number(byteSize);
const never = new AbortController().signal;
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
const store = await createEmbeddedStore({ dataDir, catalog, clock: Date, log: silent });
await store.createBucket("photos", undefined, never);
const plain = { contentType: "application/octet-stream", metadata: {} };

/** Bytes that garbage collection cannot free: the heap, and buffers outside of it; and all that the process has. */
function kept() {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, rss };
}

const phases = {};
/** Looks at the memory while bytes go by. */
function watch(phase) {
  let gone = 0;
  const samples = [];
  phases[phase] = samples;
  return (bytes) => {
    gone += bytes;
    if (gone % 8_388_608 < bytes) samples.push(kept());
    return gone;
  };
}

/** Gives whatever is asked for at once: only the reader's pace holds it back. Another `fill` is another content. */
function source(length, fill, look) {
  let given = 0;
  return new Readable({
    read() {
      if (given >= length) return this.push(null);
      const piece = Buffer.alloc(65_536, fill);
      given += piece.length;
      look(piece.length);
      this.push(piece);
    },
  });
}

async function read(object, phase) {
  const look = watch(phase);
  let bytes = 0;
  for await (const chunk of await store.open(object, undefined, never)) bytes = look(chunk.length);
  return bytes;
}

const before = kept();
const at = (key) => ({ bucket: "photos", key });
const put = await store.put(at("put"), source(total, 7, watch("put")), { ...plain, expectedBytes: total }, never);
const putRead = await read(put, "reading what was put");

const upload = await store.startUpload(at("parts"), plain, never);
const look = watch("parts");
for (let number = 1; number <= 8; number++)
  await store.putPart(upload, number, source(total / 8, number, look), {}, never);
const joined = await store.completeUpload(upload, { parts: "all" }, never);
const joinedRead = await read(joined, "reading what was put together");
await store.delete(at("put"), never);
const copied = await store.startUpload(at("copy"), plain, never);
await store.copyPart(copied, 1, joined, { start: 0, end: total - 1 }, never);
phases["copying a part"] = [kept()];

const sizes = [put.byteSize, putRead, joined.byteSize, joinedRead];
console.log(JSON.stringify({ sizes, before, phases }));
await store.close();
await catalog.close();
