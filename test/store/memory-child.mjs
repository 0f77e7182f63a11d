// Puts an object of the given size from a stream, reads it back, and prints what was kept in memory every 8 MB, as JSON.
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
const at = { bucket: "photos", key: "large" };
const piece = Buffer.alloc(65_536, 7);

/** Bytes that garbage collection cannot free: the heap, and buffers outside of it. */
function kept() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let given = 0;
const samples = [];
const look = (bytes) => {
  given += bytes;
  if (given % 8_388_608 < bytes) samples.push(kept());
};
// Gives whatever is asked for at once: only the reader's pace holds it back.
const source = new Readable({
  read() {
    if (given >= total) return this.push(null);
    look(piece.length);
    this.push(Buffer.from(piece));
  },
});
const before = kept();
const object = await store.put(
  at,
  source,
  { contentType: "application/octet-stream", metadata: {}, expectedBytes: total },
  never,
);
given = 0;
for await (const chunk of await store.open(object, undefined, never)) look(chunk.length);
console.log(JSON.stringify({ stored: object.byteSize, read: given, before, samples }));
await store.close();
await catalog.close();
