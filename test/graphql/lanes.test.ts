import { expect, test } from "vitest";
import { Lanes } from "../../src/graphql/limits/lanes.js";

const going = () => new AbortController().signal;
/** Until whoever can go on has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("so many of one caller run, the others in the order in which they came; other callers do not wait", async () => {
  const lanes = new Lanes(2);
  const started: number[] = [];
  const leaves = new Map<number, () => void>();
  for (const each of [1, 2, 3, 4])
    void lanes.enter("ann", going()).then((leave) => {
      started.push(each);
      leaves.set(each, leave);
    });
  await settled();
  expect(started).toEqual([1, 2]);
  await lanes.enter("bob", going());
  leaves.get(1)?.();
  leaves.get(1)?.();
  await settled();
  expect(started).toEqual([1, 2, 3]);
  leaves.get(2)?.();
  await settled();
  expect(started).toEqual([1, 2, 3, 4]);
});

test("whoever leaves while waiting throws the reason, and takes no lane", async () => {
  const lanes = new Lanes(1);
  const leave = await lanes.enter("ann", going());
  const leaving = new AbortController();
  const [waiting, next] = [lanes.enter("ann", leaving.signal), lanes.enter("ann", going())];
  leaving.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
  leave();
  (await next)();
});

test("a lane that is given to one who has just left goes on to the next", async () => {
  const lanes = new Lanes(1);
  const leave = await lanes.enter("ann", going());
  const leaving = new AbortController();
  const [waiting, next] = [lanes.enter("ann", leaving.signal), lanes.enter("ann", going())];
  leave();
  leaving.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
  (await next)();
});
