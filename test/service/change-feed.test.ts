import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseProcess } from "../../src/pipeline/index.js";
import { parseUploadName } from "../../src/service/intake/upload-name.js";
import { ChangeFeed, maxWaiting } from "../../src/service/objects/change-feed.js";
import type { ObjectChange } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";
import { anonymous, at, house, now, photo, signed } from "./house.js";

const bucket = parseBucketName("shop");
const stored = (key: string): ObjectChange => ({ ...at("shop", key), kind: "stored", at: now });

test("a watcher gets what is below its prefix, in order, from when it began", async () => {
  const feed = new ChangeFeed();
  feed.tell(stored("a/0"));
  const watch = feed.watch({ bucket, prefix: "a/" });
  const early = watch.next();
  feed.tell(stored("a/1"));
  feed.tell(stored("b/1"));
  feed.tell({ ...at("else", "a/1"), kind: "stored", at: now });
  feed.tell(stored("a/2"));
  expect((await early).value).toMatchObject({ key: "a/1" });
  expect((await watch.next()).value).toMatchObject({ key: "a/2" });
});

test("return ends a next that waits, and lets go of a watch that nobody asked", async () => {
  const feed = new ChangeFeed();
  const watch = feed.watch({ bucket });
  const unasked = feed.watch({ bucket });
  const waiting = watch.next();
  await watch.return?.();
  await unasked.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(feed.size).toBe(0);
});

test("a watcher that does not take its changes is cut, told so once, and costs nothing more", async () => {
  const feed = new ChangeFeed();
  const watch = feed.watch({ bucket });
  for (let i = 0; i <= maxWaiting; i++) feed.tell(stored(`k${i}`));
  expect(feed.size).toBe(0);
  await expectFailure("SubscriberTooSlow", () => watch.next());
  expect(await watch.next()).toEqual({ done: true, value: undefined });
});

test("every use-case that changes an object tells it", async () => {
  const content = JSON.stringify(photo);
  const remoteFiles = { open: async () => ({ body: Readable.from([content]) }) };
  const { service, bucket: make, put } = house({ remoteFiles });
  await make("shop", "private");
  const source = await put("shop", "source", photo);
  const changes = await service.watchObjects({ bucket }, signed);
  const take = async () => {
    const { value } = await changes.next();
    return `${value.kind} ${value.key}`;
  };
  const told: string[] = [];
  const does = async (work: () => Promise<unknown>, events: number) => {
    await work();
    for (let i = 0; i < events; i++) told.push(await take());
  };
  const body = () => Readable.from(["text"]);
  const headers = { contentType: "text/plain", metadata: {} };
  await does(() => service.putObject(at("shop", "put"), body(), headers, signed), 1);
  await does(() => service.appendObject(at("shop", "appended"), body(), { ...headers, position: 0 }, signed), 1);
  await does(() => service.copyObject(source, at("shop", "copy"), {}, signed), 1);
  await does(() => service.setObjectHeaders(source, headers, signed), 1);
  await does(() => service.setObjectAcl(at("shop", "copy"), "private", signed), 1);
  await does(() => service.setNotes(at("shop", "copy"), { alt: "A hill" }, signed), 1);
  await does(
    async () =>
      service.moveObject(await service.getObject(at("shop", "copy"), signed), at("shop", "moved"), {}, signed),
    2,
  );
  const { pipeline } = parseProcess("image/resize,w_100");
  await does(() => service.saveAs({ source: at("shop", "moved"), pipeline, target: at("shop", "saved") }, signed), 1);
  await does(() => service.importImage({ url: "https://a.example/", target: at("shop", "imported") }, signed), 1);
  await does(async () => {
    const byteSize = Buffer.byteLength(content);
    const file = { target: at("shop", "sent"), contentType: "image/jpeg", byteSize };
    const { name } = await service.createImageUpload(file, signed);
    const { staged, uploadId } = parseUploadName(name);
    const upload = await service.getUpload(staged, uploadId, signed);
    await service.putPart(upload, 1, Readable.from([content]), {}, signed);
    await service.completeImageUpload(name, {}, signed);
  }, 1);
  await does(() => service.deleteObject(at("shop", "put"), signed), 1);
  await does(() => service.deleteObjects(bucket, [at("shop", "a").key, at("shop", "b").key], signed), 2);
  await does(() => service.deleteEach(bucket, [at("shop", "saved").key, at("shop", "none").key], signed), 1);
  await changes.return?.();
  expect(told).toEqual([
    "stored put",
    "stored appended",
    "stored copy",
    "headers source",
    "acl copy",
    "notes copy",
    "stored moved",
    "deleted copy",
    "stored saved",
    "stored imported",
    "stored sent",
    "deleted put",
    "deleted a",
    "deleted b",
    "deleted saved",
  ]);
});

test("only who may list is told, and only for as long as that is so", async () => {
  const { service, bucket: make } = house();
  await make("shop", "private");
  await expectFailure("AccessDenied", () => service.watchObjects({ bucket }, anonymous));
  await service.updateBucket(bucket, { acl: "public-read" }, signed);
  const changes = await service.watchObjects({ bucket }, anonymous);
  await service.updateBucket(bucket, { acl: "private" }, signed);
  const next = changes.next();
  await service.deleteObject(at("shop", "a"), signed);
  await expectFailure("AccessDenied", () => next);
  expect(await changes.next()).toEqual({ done: true, value: undefined });
});
