import { beforeEach, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import type { Bucket, BucketAcl } from "../../src/service/ports.js";
import { RecentBuckets } from "../../src/store/oss/recent-buckets.js";

const name = parseBucketName("photos");
const never = new AbortController().signal;

let now: number;
let asked: number;
let acl: BucketAcl | undefined;
let answering: Promise<void>;
let recent: RecentBuckets;
beforeEach(() => {
  [now, asked, acl, answering] = [0, 0, "private", Promise.resolve()];
  const ask = async (): Promise<Bucket | undefined> => {
    asked += 1;
    const none = { styleSeparators: [], sourceProtection: [], cors: undefined, fallbackImage: undefined };
    const bucket = acl && { name, acl, createdAt: 0, ...none };
    await answering;
    return bucket;
  };
  recent = new RecentBuckets({ ask, clock: { now: () => now } });
});
const found = async () => (await recent.find(name, never))?.acl;

test("a bucket is asked for once a second", async () => {
  expect([await found(), await found()]).toEqual(["private", "private"]);
  expect(asked).toBe(1);
  acl = "public-read";
  now = 999;
  expect(await found()).toBe("private");
  now = 1_000;
  expect(await found()).toBe("public-read");
});

test("one that is not there is asked for each time", async () => {
  acl = undefined;
  expect(await found()).toBeUndefined();
  acl = "private";
  expect(await found()).toBe("private");
  now = 1_000;
  acl = undefined;
  expect(await found()).toBeUndefined();
});

test("a change through here counts at once, also where it fails half way", async () => {
  await found();
  acl = "public-read";
  await recent.change(name, async () => {});
  expect(await found()).toBe("public-read");
  acl = "private";
  await expect(recent.change(name, () => Promise.reject(new Error("cut")))).rejects.toThrow("cut");
  expect(await found()).toBe("private");
});

test("an answer from before a change that comes after it is not kept", async () => {
  let answer = () => {};
  answering = new Promise((resolve) => {
    answer = resolve;
  });
  const asking = found();
  await recent.change(name, async () => {
    acl = "public-read";
  });
  answer();
  expect(await asking).toBe("private");
  expect(await found()).toBe("public-read");
});

test("of many the oldest are forgotten", async () => {
  for (let i = 0; i <= 100; i++) await recent.find(parseBucketName(`photos-${i}`), never);
  expect(asked).toBe(101);
  await recent.find(parseBucketName("photos-100"), never);
  expect(asked).toBe(101);
  await recent.find(parseBucketName("photos-0"), never);
  expect(asked).toBe(102);
});
