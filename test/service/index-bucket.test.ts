import { once } from "node:events";
import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { Failure } from "../../src/base/failure.js";
import { silentLog } from "../../src/base/log.js";
import { type IndexReport, indexBucket } from "../../src/service/objects/index-bucket.js";
import type { Engine, HeaderAnswer, ImageIndex, ListedObject, Source } from "../../src/service/ports.js";
import { SharedWork } from "../../src/service/rendering/shared-work.js";
import { noImageIndex } from "../support/no-image-index.js";
import { at, house, photo } from "./house.js";

const bucket = parseBucketName("photos");
const busy = new Failure("ServiceUnavailable", { reason: "busy", retryAfterSeconds: 0 });

/** Runs over objects of these keys, which nobody has looked at; `inspect` stands for the engine. */
async function run(
  keys: readonly string[],
  inspect: (key: string, tries: number, remove: () => Promise<unknown>, signal: AbortSignal) => unknown,
  signal?: AbortSignal,
) {
  const { store, engine, put, bucket: make } = house();
  await make("photos");
  const listed: ListedObject[] = [];
  for (const key of keys) listed.push(await put("photos", key, photo));
  const images: ImageIndex = {
    ...noImageIndex,
    unseen: async ({ after = "" }, limit) => listed.filter(({ key }) => key > after).slice(0, limit),
  };
  const tries = new Map<string, number>();
  const trying: Engine = {
    ...engine,
    inspect: async (source: Source, signal) => {
      const key = source.object?.key ?? "";
      tries.set(key, (tries.get(key) ?? 0) + 1);
      await inspect(key, tries.get(key) ?? 0, () => store.delete(at("photos", key), signal), signal);
      return engine.inspect(source, signal);
    },
  };
  const inspectionsInFlight = new SharedWork<HeaderAnswer>(async () => {});
  const use = { store, engine: trying, images, inspectionsInFlight, clock: Date, log: silentLog };
  const steps = indexBucket(use, { bucket, prefix: "" }, signal ?? new AbortController().signal);
  let step = await steps.next();
  while (!step.done) step = await steps.next();
  return { report: step.value satisfies IndexReport, tries };
}

const keysOf = (count: number) => Array.from({ length: count }, (_, i) => `k${String(i).padStart(4, "0")}`);

test("what cannot be read just now is tried again, and told with its key when it goes on", async () => {
  const { report, tries } = await run(keysOf(40), (key, tries) => {
    if (key === "k0007" || (key === "k0003" && tries < 3)) throw busy;
  });
  expect(report).toMatchObject({ looked: 39, failed: 1, failures: [{ key: "k0007", failure: busy }] });
  expect(tries.get("k0003")).toBe(3);
  expect(tries.get("k0007")).toBe(3);
});

test("what is no image, damaged or too large is known then, and has not failed", async () => {
  const { report, tries } = await run(["damaged", "gone", "large", "words"], async (key, _, remove) => {
    if (key === "damaged") throw new Failure("ImageDamage", { reason: "cut off" });
    if (key === "large") throw new Failure("ImageTooLarge", { what: "The source", got: "2", limit: "1" });
    if (key === "words") throw new Failure("BadRequest", { reason: "words" });
    if (key === "gone" && (await remove())) throw new Failure("NoSuchKey", at("photos", "gone"));
  });
  expect(report).toMatchObject({ looked: 4, failed: 0 });
  expect([...tries.values()]).toEqual([1, 1, 1, 1]);
});

test("a hundred failures are told, however many there are", async () => {
  const { report } = await run(keysOf(150), (key) => {
    if (key > "k0000") throw new Failure("AccessDenied", { reason: "not yours" });
  });
  expect(report).toMatchObject({ looked: 1, failed: 149, failures: { length: 100 } });
});

test("it ends when nothing can be had any more", async () => {
  await expect(
    run(keysOf(40), () => {
      throw busy;
    }),
  ).rejects.toBe(busy);
});

test("one look that breaks ends the others, and nothing is read after", async () => {
  const bug = new TypeError("a bug");
  const [begun, ended]: [string[], string[]] = [[], []];
  const running = run(keysOf(40), async (key, _, __, signal) => {
    if (key === "k0005") throw bug;
    begun.push(key);
    await once(signal, "abort");
    ended.push(key);
    throw signal.reason;
  });
  await expect(running).rejects.toBe(bug);
  expect(begun).toHaveLength(15);
  expect(ended).toEqual(begun);
});

test("it ends when it is told to", async () => {
  const stop = new AbortController();
  const reason = new Error("enough");
  await expect(
    run(
      keysOf(40),
      () => {
        stop.abort(reason);
        throw reason;
      },
      stop.signal,
    ),
  ).rejects.toBe(reason);
});

test("a bucket that is not there is refused", async () => {
  const { store, engine } = house();
  const inspectionsInFlight = new SharedWork<HeaderAnswer>(async () => {});
  const use = { store, engine, images: noImageIndex, inspectionsInFlight, clock: Date, log: silentLog };
  await expect(indexBucket(use, { bucket, prefix: "" }, new AbortController().signal).next()).rejects.toMatchObject({
    code: "NoSuchBucket",
  });
});
