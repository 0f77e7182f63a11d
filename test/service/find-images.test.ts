import { setMaxListeners } from "node:events";
import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { silentLog } from "../../src/base/log.js";
import { stagedName } from "../../src/service/intake/upload-name.js";
import { countImages, findImages } from "../../src/service/objects/find-images.js";
import type { Grant, HeaderAnswer, ImageIndex, ListedObject, ObjectRef } from "../../src/service/ports.js";
import { SharedWork } from "../../src/service/rendering/shared-work.js";
import type { Call, Caller } from "../../src/service/service.js";
import { noImageIndex } from "../support/no-image-index.js";
import { at, house, photo } from "./house.js";

const open = parseBucketName("open");
const other = parseBucketName("other");
const images = { ...noImageIndex, places: async () => [{ prefix: "a/" }], count: async () => 7 };

const bearer = (grant: Grant): Caller => ({ kind: "token", subject: "ann", grant, expiresAt: 1 });
const holder = (grant: Grant): Caller => ({ kind: "key", accessKeyId: "K", grant });
const everywhere: Grant = { role: "read", scopes: "everywhere" };
const below = (prefix: string): Grant => ({ role: "read", scopes: [{ bucket: open, prefix }] });
const elsewhere: Grant = { role: "admin", scopes: [{ bucket: other }] };

/** In a public bucket, where some objects may have an ACL of their own. */
test.each<[what: string, caller: Caller, prefix: string, count: number | undefined]>([
  ["the admin", { kind: "admin" }, "a/", 7],
  ["the bearer of a token for everything", bearer(everywhere), "a/", 7],
  ["the holder of a key for everything", holder(everywhere), "a/b", 7],
  ["the bearer of a token for just that", bearer(below("a/")), "a/b/", 7],
  ["the bearer of a token for less", bearer(below("a/b/")), "a/", undefined],
  ["the bearer of a token for another bucket", bearer(elsewhere), "a/", undefined],
  ["nobody in particular", { kind: "anonymous" }, "a/", undefined],
  ["the admin, where nothing is indexed", { kind: "admin" }, "", undefined],
])("%s is told how many images there are, if they see them all", async (_, caller, prefix, count) => {
  const { store, bucket } = house();
  await bucket("open", "public-read");
  const call: Call = { caller, signal: new AbortController().signal };
  expect(await countImages({ store, images })({ bucket: open, prefix, filter: {} }, call)).toBe(count);
});

const keysOf = (count: number) => Array.from({ length: count }, (_, i) => `k${String(i).padStart(3, "0")}`);

/** A bucket whose index has objects that nobody has looked at; the keys of those that are opened. */
async function unseen(keys: readonly string[]) {
  const { store, engine, put, bucket } = house();
  await bucket("open", "public-read");
  const [listed, seen]: [ListedObject[], ObjectRef[]] = [[], []];
  for (const key of keys) listed.push(await put("open", key, photo));
  const index: ImageIndex = {
    ...images,
    places: async () => [{ prefix: "" }],
    unseen: async (_, limit) => listed.slice(0, limit),
    find: async ({ limit }) => seen.slice(0, limit).map(({ key }) => ({ key, value: 0 })),
  };
  const opened: string[] = [];
  const looking: typeof engine = {
    ...engine,
    inspect: async (source, signal) => {
      opened.push(source.object?.key ?? "");
      const answer = await engine.inspect(source, signal);
      if (source.object) seen.push(source.object);
      return answer;
    },
  };
  const inspectionsInFlight = new SharedWork<HeaderAnswer>(async () => {});
  const use = { store, engine: looking, images: index, inspectionsInFlight, log: silentLog };
  const { signal } = new AbortController();
  // As the listener has it.
  setMaxListeners(0, signal);
  const find = (spend?: Call["spend"]) =>
    findImages(use)(
      { bucket: open, filter: {}, order: { by: "key", descending: false }, limit: 10 },
      { caller: { kind: "admin" }, signal, spend },
    );
  return { store, engine, listed, opened, find };
}

test("a page looks at 200 files that nobody has looked at; 16 of them are one picture of the budget", async () => {
  const { opened, find } = await unseen(keysOf(210));
  let pictures = 0;
  await find(() => {
    pictures += 1;
  });
  expect(opened).toHaveLength(200);
  expect(pictures).toBe(13);
});

test("a page looks at no more files than its caller has a budget for, and is incomplete then", async () => {
  const { opened, find } = await unseen(keysOf(40));
  let left = 2;
  const found = await find(() => {
    if (left === 0) throw new Failure("BudgetExceeded", { what: "renders", limit: 2, retryAfterSeconds: 30 });
    left -= 1;
  });
  expect(opened).toHaveLength(32);
  expect(found.isComplete).toBe(false);
});

test("what waits to be an image is passed over", async () => {
  const { find } = await unseen(["a.jpg", stagedName(at("open", "b.jpg")).key]);
  expect((await find()).images.map(({ object }) => object.key)).toEqual(["a.jpg"]);
});

test("a file that has gone is looked for in the store, which has its index know it", async () => {
  const { store, engine, listed, find } = await unseen(keysOf(1));
  engine.failNextInspection(new Failure("NoSuchKey", { bucket: "open", key: "k000" }));
  const asked: string[] = [];
  const { find: findObject } = store;
  store.find = async (at, signal) => {
    asked.push(at.key);
    return findObject(at, signal);
  };
  await find();
  expect(asked).toEqual(listed.map(({ key }) => key));
});
