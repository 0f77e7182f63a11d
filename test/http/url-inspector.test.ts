import { expect, test } from "vitest";
import { createUploadSigner, createUrlInspector, createUrlSigner } from "../../src/http/index.js";
import type { AccessKey } from "../../src/service/ports.js";
import { at } from "../service/house.js";
import { expectFailure } from "../support/expect-failure.js";
import { accessKeyId, secret } from "./door-server.js";
import { sign } from "./sign-request.js";

const now = Date.parse("2026-11-22T08:00:00Z");
const { signal } = new AbortController();
const key: AccessKey = { id: accessKeyId, secret, role: "read", scopes: "everywhere", label: "", createdAt: 0 };

function inspector({ keys = [key], time = now }: { keys?: readonly AccessKey[]; time?: number } = {}) {
  const find = async (id: string) => keys.find((each) => each.id === id);
  return createUrlInspector({
    gateway: {
      host: () => "media.example:4000",
      bucketHosts: ["localhost"],
      keys: { find },
      bucketsOf: async () => [at("photos", "x").bucket],
    },
    cloud: {
      host: () => "oss.example",
      keys: { find: async (id) => (id === "FAR" ? { ...key, id, secret: "far" } : undefined) },
    },
    clock: { now: () => time },
  });
}

const inHours = Math.floor(now / 1000) + 7200;
const signer = createUrlSigner({
  publicUrl: () => "http://media.example:4000",
  accessKeyId,
  accessKeySecret: secret,
});
const url = (expiresAt = inHours) =>
  signer.signGet(at("photos", "a b/图.jpg"), { process: "image/resize,w_9", expiresAt }) as string;
const v4 = (time = now) =>
  `http://media.example:4000${sign({ method: "GET", bucket: "photos", key: "a.jpg", query: { "x-oss-process": "style/s" } }, "v4-url", time).path}`;

test("a URL of this gateway: what it says, who signed it, and that the door lets it in", async () => {
  expect(await inspector().read(url(), signal)).toEqual({
    kind: "signed",
    server: "gateway",
    version: 1,
    accessKeyId,
    accessKey: key,
    signature: expect.stringMatching(/=$/),
    bucket: "photos",
    key: "a b/图.jpg",
    process: "image/resize,w_9",
    expiresAt: inHours,
    right: { method: "GET", now: "in-force" },
  });
});

test("version 4 says when it was signed", async () => {
  expect(await inspector().read(v4(), signal)).toMatchObject({
    version: 4,
    signedAt: now,
    process: "style/s",
    right: { method: "GET", now: "in-force" },
  });
});

const upload = createUploadSigner({
  publicUrl: () => "http://media.example:4000",
  accessKeyId,
  accessKeySecret: secret,
  clock: { now: () => now },
}).signPart({ ...at("photos", "a.jpg"), id: "ID" } as never, {
  number: 1,
  byteSize: 9,
  contentType: "image/png",
  seconds: 60,
}) as string;

const put = sign({ method: "PUT", bucket: "photos", key: "a.jpg" }, "v4-url", now).path;

test.each<[name: string, url: string, options: Parameters<typeof inspector>[0], right: object | undefined]>([
  ["past its end, version 1", url(inHours), { time: now + 3 * 3600_000 }, { method: "GET", now: "expired" }],
  ["past its end, version 4", v4(), { time: now + 8 * 86_400_000 }, { method: "GET", now: "expired" }],
  ["before its beginning", v4(now + 3600_000), {}, { method: "GET", now: "not-yet" }],
  ["of a revoked key", url(), { keys: [{ ...key, revokedAt: now }] }, { method: "GET", now: "key-ended" }],
  ["of a key that has ended", url(), { keys: [{ ...key, expiresAt: now - 1 }] }, { method: "GET", now: "key-ended" }],
  [
    "ended itself before its key did",
    url(inHours),
    { time: now + 3 * 3600_000, keys: [{ ...key, expiresAt: now - 1 }] },
    { method: "GET", now: "key-ended" },
  ],
  ["for a PUT", `http://media.example:4000${put}`, {}, { method: "PUT", now: "in-force" }],
  ["that covers headers", upload, {}, undefined],
  ["with another process string", url().replace("w_9", "w_8"), {}, undefined],
  ["with another key", url().replace(".jpg", ".png"), {}, undefined],
  ["with a later end", url().replace(/Expires=\d/, "Expires=2"), {}, undefined],
  ["signed with another secret", url(), { keys: [{ ...key, secret: "other" }] }, undefined],
  ["of a key that there is not", url(), { keys: [] }, undefined],
  ["of a temporary key without its token", url(), { keys: [{ ...key, tokenHash: "0".repeat(64) }] }, undefined],
])("a URL %s", async (_, text, options, right) => {
  const read = await inspector(options).read(text, signal);
  expect(read).toMatchObject({ kind: "signed", server: "gateway", accessKeyId });
  expect(read.kind === "signed" && read.right).toEqual(right);
});

test("a name that only a proxy knows is ours where the key is", async () => {
  const read = await inspector().read(url().replace("media.example:4000", "cdn.example"), signal);
  expect(read).toMatchObject({ kind: "signed", right: { now: "in-force" } });
  expect(read).not.toHaveProperty("server");
});

test("a URL without its bucket, as one client writes it on an IP endpoint", async () => {
  expect(await inspector().read(v4().replace("/photos/", "/"), signal)).toMatchObject({
    bucket: "photos",
    key: "a.jpg",
    right: { method: "GET", now: "in-force" },
  });
});

test("the bucket in the host", async () => {
  const inHost = url().replace("media.example:4000/photos", "photos.localhost:9");
  expect(await inspector().read(inHost, signal)).toMatchObject({
    kind: "signed",
    bucket: "photos",
    right: { now: "in-force" },
  });
});

test("an object storage's URL is held against its own key", async () => {
  const far = createUrlSigner({ publicUrl: () => "http://oss.example", accessKeyId: "FAR", accessKeySecret: "far" });
  const text = far.signGet(at("photos", "a.jpg"), { expiresAt: inHours }) as string;
  expect(await inspector().read(text, signal)).toMatchObject({ server: "cloud", right: { now: "in-force" } });
  const inHost = text.replace("oss.example/photos", "photos.oss.example");
  expect(await inspector().read(inHost, signal)).toMatchObject({ server: "cloud", right: { now: "in-force" } });
  const ours = url().replace("media.example:4000", "oss.example");
  expect(await inspector().read(ours, signal)).toMatchObject({ server: "cloud", accessKeyId });
});

test.each([
  ["https://elsewhere.example/a.jpg", { kind: "foreign" }],
  ["https://elsewhere.example/a.jpg?OSSAccessKeyId=X&Expires=1&Signature=a", { kind: "foreign" }],
  ["https://elsewhere.example/a.jpg?Signature=a", { kind: "foreign" }],
  ["https://media.example:4001/a.jpg", { kind: "foreign" }],
  ["http://media.example:4000", { kind: "unsigned", server: "gateway", process: "" }],
  ["http://media.example:4000?acl", { kind: "unsigned", server: "gateway", process: "" }],
  ["HTTP://MEDIA.example:4000/p/a#x", { kind: "unsigned", server: "gateway", bucket: "p", key: "a", process: "" }],
  [
    "http://localhost/p/a?x-oss-process=b",
    { kind: "unsigned", server: "gateway", bucket: "p", key: "a", process: "b" },
  ],
  ["http://127.0.0.1:9/p/a", { kind: "unsigned", server: "gateway", bucket: "p", key: "a", process: "" }],
  ["http://media.example:4000/p/a?Signature=a", { kind: "malformed", server: "gateway" }],
  ["http://media.example:4000/p/a?x-oss-signature=a", { kind: "malformed", server: "gateway" }],
])("%s", async (text, read) => {
  expect(await inspector().read(text, signal)).toEqual(read);
});

test.each([
  ["nothing", ""],
  ["no URL", "photos/a.jpg"],
  ["another scheme", "ftp://media.example:4000/p/a"],
  ["a password", "http://me:secret@media.example:4000/p/a"],
  ["no host name", "http://media.exa%mple:4000/p/a"],
  ["a space", "http://media.example:4000/p/a b"],
  ["a line break", "http://media.example:4000/p/a\nb"],
  ["text that is not percent-encoded", "http://media.example:4000/p/图.jpg"],
  ["a broken escape", "http://media.example:4000/p/%4"],
  ["bytes that are no text", "http://media.example:4000/p/%FF"],
  ["an escape in the query", "http://media.example:4000/p/a?x=%"],
  ["too much", `http://media.example:4000/${"a".repeat(17_000)}`],
])("%s is refused", async (_, text) => {
  const { details } = await expectFailure("InvalidArgument", () => inspector().read(text, signal));
  expect(details).toMatchObject({ name: "url" });
});
