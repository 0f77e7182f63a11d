/**
 * Time for a page of 1,000 entries among 100,000 keys, under 50 ms each. In milliseconds, for layouts of keys that
 * differ in what a common prefix hides.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../dist/catalog/libsql/database.js";
import { createLibsqlCatalog } from "../dist/catalog/libsql/index.js";

const total = 100_000;
const digits = (n) => String(n).padStart(6, "0");
const layouts = {
  "flat, no delimiter": [(i) => `photo-${digits(i)}.jpg`, {}],
  "flat, delimiter /": [(i) => `photo-${digits(i)}.jpg`, { delimiter: "/" }],
  "a folder each": [(i) => `${digits(i)}/photo.jpg`, { delimiter: "/" }],
  "folders of 100": [(i) => `${digits(Math.floor(i / 100))}/${digits(i)}.jpg`, { delimiter: "/" }],
  "folders of 50,000": [(i) => `${i % 2}/${digits(i)}.jpg`, { delimiter: "/" }],
  "folder and key in turn": [(i) => (i % 2 ? digits(i) : `${digits(i)}/photo.jpg`), { delimiter: "/" }],
  "below a prefix": [(i) => `a/b/${digits(i)}/photo.jpg`, { prefix: "a/b/", delimiter: "/" }],
};

const folder = await mkdtemp(join(tmpdir(), "imgraph-bench-"));
try {
  console.log(["layout".padEnd(24), "pages", "median ms", "worst ms"].join("  "));
  for (const [i, [name, [keyOf, query]]] of Object.entries(layouts).entries()) {
    const path = join(folder, `${i}.db`);
    await fill(path, keyOf);
    const catalog = await createLibsqlCatalog({ path });
    const times = [];
    for (let after; ; ) {
      const start = performance.now();
      const page = await catalog.listObjects({
        bucket: "bench",
        limit: 1000,
        ...query,
        ...(after !== undefined && { after }),
      });
      times.push(performance.now() - start);
      after = page.next;
      if (after === undefined) break;
    }
    await catalog.close();
    times.sort((a, b) => a - b);
    const median = times[times.length >> 1].toFixed(1).padStart(9);
    console.log(
      [name.padEnd(24), String(times.length).padStart(5), median, times.at(-1).toFixed(1).padStart(8)].join("  "),
    );
  }
} finally {
  await rm(folder, { recursive: true });
}

/** Puts one object and copies its row: what is measured is reading. */
async function fill(path, keyOf) {
  const catalog = await createLibsqlCatalog({ path });
  await catalog.createBucket({
    name: "bench",
    acl: "private",
    createdAt: 0,
    styleSeparators: [],
    sourceProtection: [],
  });
  const blob = "0".repeat(64);
  const headers = { contentType: "image/jpeg", metadata: { author: "someone" } };
  const facts = {
    version: "0".repeat(36),
    segments: [{ blob, byteSize: 1 }],
    etag: "0".repeat(32),
    crc64: "1".repeat(19),
    byteSize: 1,
    lastModified: 0,
  };
  const record = { bucket: "bench", key: keyOf(0), acl: "default", type: "Normal", ...facts, ...headers };
  await catalog.putObject(record, { forbidOverwrite: false });
  await catalog.close();

  const database = openDatabase(path);
  const columns = "version, blob, etag, crc64, byte_size, type, acl, last_modified, headers, inspection";
  const copy = database.prepare(
    `insert into objects (bucket, key, ${columns}) select bucket, ?, ${columns} from objects where bucket = 'bench' limit 1`,
  );
  database.transaction(() => {
    for (let i = 1; i < total; i++) copy.run(Buffer.from(keyOf(i)));
  });
  database.close();
}
