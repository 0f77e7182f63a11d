import { expect, test } from "vitest";
import { unlessAborted } from "../../src/base/unless-aborted.js";

const never = new Promise<never>(() => {});

test("answers what the work comes to", async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(Promise.resolve(1), signal)).toBe(1);
  await expect(unlessAborted(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

test("leaves with the reason, before, meanwhile, and not after", async () => {
  await expect(unlessAborted(never, AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
  const stop = new AbortController();
  const waiting = unlessAborted(never, stop.signal);
  const done = unlessAborted(Promise.resolve(1), stop.signal);
  await done;
  stop.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
  expect(await done).toBe(1);
});
