import { expect, test } from "vitest";
import { KeyedLock } from "../../src/base/keyed-lock.js";

/** Work that ends when it is told to, and the order in which such works begin. */
function works() {
  const begun: string[] = [];
  const make = (name: string) => {
    let end: (error?: Error) => void = () => {};
    const ended = new Promise<void>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve());
    });
    const work = async () => {
      begun.push(name);
      await ended;
      return name;
    };
    return { work, end };
  };
  return { begun, make };
}

test("one key: one after the other in the order they came", async () => {
  const lock = new KeyedLock();
  const { begun, make } = works();
  const [a, b, c] = [make("a"), make("b"), make("c")];
  const all = [a, b, c].map(({ work }) => lock.run("k", work));
  c.end();
  b.end();
  await new Promise(setImmediate);
  expect(begun).toEqual(["a"]);
  a.end();
  expect(await Promise.all(all)).toEqual(["a", "b", "c"]);
  expect(begun).toEqual(["a", "b", "c"]);
});

test("different keys do not wait for each other", async () => {
  const lock = new KeyedLock();
  const { make } = works();
  const [a, b] = [make("a"), make("b")];
  const first = lock.run("k", a.work);
  b.end();
  expect(await lock.run("l", b.work)).toBe("b");
  a.end();
  await first;
});

test("a failure is its own caller's, and the next one runs", async () => {
  const lock = new KeyedLock();
  const { make } = works();
  const [a, b] = [make("a"), make("b")];
  const first = lock.run("k", a.work);
  const second = lock.run("k", b.work);
  a.end(new Error("failed"));
  b.end();
  await expect(first).rejects.toThrow("failed");
  expect(await second).toBe("b");
});
