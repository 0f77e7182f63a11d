// Writes test/fixtures/data-vN, a small data folder in the form this version of the program gives it; run it after
// `npm run build` when that form changes, with a new number, and commit the result. Older fixtures stay as they are:
//   node scripts/make-data-fixture.mjs 2
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createLibsqlCatalog } from "../dist/catalog/libsql/index.js";
import { createEmbeddedStore } from "../dist/store/embedded/index.js";

const [version] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(version ?? "")) {
  console.error("usage: node scripts/make-data-fixture.mjs VERSION");
  process.exit(2);
}
const dataDir = fileURLToPath(new URL(`../test/fixtures/data-v${version}`, import.meta.url));
await mkdir(dataDir);

const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const signal = new AbortController().signal;
let seconds = 0;
const clock = { now: () => seconds++ * 1000 };
const catalog = await createLibsqlCatalog({ path: join(dataDir, "catalog.db") });
// Objects of as many files as they can have.
const limits = { maxJoinedBytes: 0, smallTailBytes: 0 };
const store = await createEmbeddedStore({ dataDir, catalog, clock, log: silent, ...limits });
// The start has asked for the time, too.
seconds = 1_767_225_601;
const put = (bucket, key, body, options = {}) =>
  store.put({ bucket, key }, Readable.from([body]), { contentType: "text/plain", metadata: {}, ...options }, signal);

await store.createBucket("photos", "public-read", signal);
await store.createBucket("vault", undefined, signal);
await store.createBucket("empty", "public-read-write", signal);
const sourceProtection = [{ prefix: "原图/", extensions: ["jpg"], caseInsensitive: true }, { suffix: ".raw" }];
const cors = {
  rules: [
    {
      allowedOrigins: ["https://*.example.com"],
      allowedMethods: ["GET", "HEAD"],
      allowedHeaders: ["*"],
      exposeHeaders: ["ETag"],
      maxAgeSeconds: 60,
    },
  ],
  responseVary: true,
};
await store.updateBucket("vault", { styleSeparators: ["-", "!"], sourceProtection, cors }, signal);

// The smallest GIF: one white pixel.
const gif = Buffer.from("47494638376101000100800100ffffff0000002c00000000010001000002024401003b", "hex");
const pixel = await put("photos", "pixel.gif", gif, { contentType: "image/gif", metadata: { author: "李白" } });
const header = { format: "gif", width: 1, height: 1, orientation: 1, frames: 1, alpha: false, byteSize: gif.length };
await store.keepInspection(pixel, { state: "image", header }, signal);
const text = await put("photos", "notes/中文 🙂.txt", "one and the same", { cacheControl: "no-cache" });
await store.keepInspection(text, { state: "not-image", reason: "This image format is not supported." }, signal);
await put("photos", "nothing", Buffer.alloc(0), { acl: "private" });
await put("vault", "copy", "one and the same", {
  acl: "public-read",
  contentDisposition: "attachment",
  contentEncoding: "identity",
  contentLanguage: "en",
  expires: "Thu, 01 Jan 2032 00:00:00 GMT",
});
const plain = { contentType: "text/plain", metadata: {} };
for (const [position, text] of [
  [0, "one "],
  [4, "two"],
])
  await store.append({ bucket: "vault", key: "log" }, Readable.from([text]), { ...plain, position }, signal);
const upload = async (key, ...parts) => {
  const started = await store.startUpload({ bucket: "vault", key }, { ...plain, metadata: { who: "李白" } }, signal);
  for (const [i, part] of parts.entries()) await store.putPart(started, i + 1, Readable.from([part]), {}, signal);
  return started;
};
const ended = await upload("parts", Buffer.alloc(102_400, "part "), "end");
const parts = await store.completeUpload(ended, { parts: "all" }, signal);
await store.copy(parts, { bucket: "vault", key: "parts/copy" }, {}, signal);
await upload("under way", "one and the same", "not yet");
const targets = [{ action: "resize", argument: "width", occurrence: 0 }];
const parameters = [{ name: "width", description: "", targets, max: 400 }];
await store.putStyle("photos", "small", { content: "image/resize,w_90", changedBy: "admin" }, signal);
await store.putStyle("photos", "small", { content: "image/resize,w_100", changedBy: "token ann", parameters }, signal);
await store.putStyle("photos", "Small_2.0-x", { content: "image/resize,w_200/format,webp" }, signal);

await catalog.accessKeys.insert({
  id: "fixture-key",
  secret: "fixture-secret",
  label: "for photos",
  role: "write",
  scopes: [{ bucket: "photos", prefix: "notes/" }],
  createdAt: clock.now(),
});
const far = { bucket: "far", key: "pixel.gif", version: "1", etag: "E", type: "Normal", byteSize: 35, lastModified: 7 };
await catalog.facts.keepInspection(far, { state: "image", header });
await catalog.facts.keepBucketFacts("far", { styleSeparators: ["!"], sourceProtection, fallbackImage: "none.jpg" });
const walk = await catalog.walks.begin({ bucket: "far", prefix: "" }, { now: clock.now(), since: 0 });
const listed = { objects: [far], listedAt: clock.now() };
await catalog.walks.end((await catalog.walks.pass(walk, listed)).walk);
await store.updateBucket("photos", { fallbackImage: "pixel.gif" }, signal);

await catalog.notes.change(
  { bucket: "photos", key: "pixel.gif" },
  { alt: "白", tags: ["tiny"], focalPoint: { x: 0.5, y: 0.25 } },
);
const signed = { bucket: "photos", key: "pixel.gif", caller: "token ann", processes: ["", "style/small"] };
await catalog.urls.keep([{ ...signed, signedAt: clock.now(), expiresAt: 4_000_000_000 }]);
const revocation = { reason: "left", revokedBy: "admin", revokedAt: clock.now(), endsAt: 4_000_000_000 };
await catalog.urls.revoke({ ...revocation, id: "r1", revoked: { kind: "caller", caller: "token ann" } });
const staged = { bucket: "photos", key: ".imgraph/uploads/one" };
await catalog.completedUploads.keep({ staged, etag: "E", completedAt: clock.now() });

await store.close();
await catalog.close();
// Closing left everything in the one file.
for (const name of await readdir(dataDir))
  if (/^catalog\.db./.test(name) || name === "tmp") await rm(join(dataDir, name), { recursive: true });
