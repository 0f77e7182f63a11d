import { describe, expect, test, vi } from "vitest";
import { SharedWork } from "../../src/service/rendering/shared-work.js";

const never = () => new AbortController().signal;

/** A piece of work that ends when it is told to, and notes what happens to it. */
function piece() {
  const freed: string[] = [];
  const shared = new SharedWork<string>(async (value) => void freed.push(value));
  const starts: { readonly signal: AbortSignal; end(value: string): void; fail(error: Error): void }[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => void starts.push({ signal, end: resolve, fail: reject }));
  const ask = (signal = never(), key = "k") => shared.share(key, signal, work);
  return { ask, freed, starts };
}

describe("work that is shared", () => {
  test("is done once for all who ask while it lasts, and freed when all have let go", async () => {
    const { ask, freed, starts } = piece();
    const asked = [ask(), ask(), ask()];
    starts[0]?.end("value");
    const shares = await Promise.all(asked);
    expect(shares.map(({ value, isJoined }) => [value, isJoined])).toEqual([
      ["value", false],
      ["value", true],
      ["value", true],
    ]);
    expect(starts).toHaveLength(1);
    await shares[0]?.release();
    await shares[0]?.release();
    await shares[1]?.release();
    expect(freed).toEqual([]);
    await shares[2]?.release();
    expect(freed).toEqual(["value"]);
  });

  test("is started anew by whoever asks after its end", async () => {
    const { ask, freed, starts } = piece();
    const first = ask();
    starts[0]?.end("one");
    const held = await first;
    const second = ask();
    starts[1]?.end("two");
    expect([held.value, (await second).value, (await second).isJoined]).toEqual(["one", "two", false]);
    await held.release();
    expect(freed).toEqual(["one"]);
  });

  test("of another key is another's", async () => {
    const { ask, starts } = piece();
    const [a, b] = [ask(never(), "a"), ask(never(), "b")];
    starts[0]?.end("A");
    starts[1]?.end("B");
    expect([(await a).value, (await b).value]).toEqual(["A", "B"]);
  });

  test("fails for all alike, and the next one starts anew", async () => {
    const { ask, starts } = piece();
    const settled = Promise.allSettled([ask(), ask()]);
    starts[0]?.fail(new Error("broken"));
    const error = new Error("broken");
    expect(await settled).toEqual([
      { status: "rejected", reason: error },
      { status: "rejected", reason: error },
    ]);
    void ask();
    expect(starts).toHaveLength(2);
  });

  test("goes on for the others when one leaves", async () => {
    const { ask, freed, starts } = piece();
    const leaving = new AbortController();
    const left = ask(leaving.signal);
    const stays = ask();
    leaving.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
    expect(starts[0]?.signal.aborted).toBe(false);
    starts[0]?.end("value");
    await (await stays).release();
    expect(freed).toEqual(["value"]);
  });

  test("is aborted when the last one has left; who comes then starts anew, though the first has not ended", async () => {
    const { ask, freed, starts } = piece();
    const [one, two] = [new AbortController(), new AbortController()];
    const settled = Promise.allSettled([ask(one.signal), ask(two.signal)]);
    one.abort(new Error("one left"));
    two.abort(new Error("two left"));
    expect(starts[0]?.signal.reason).toEqual(new Error("two left"));
    const next = ask();
    expect(starts).toHaveLength(2);
    expect(await settled).toMatchObject([{ reason: { message: "one left" } }, { reason: { message: "two left" } }]);
    // Too late to be stopped: nobody's, so it is freed.
    starts[0]?.end("late");
    await vi.waitFor(() => expect(freed).toEqual(["late"]));
    starts[1]?.end("value");
    expect((await next).value).toBe("value");
  });

  test("leaves no listener on a signal, and does not start for one that is aborted", async () => {
    const { ask, starts } = piece();
    await expect(ask(AbortSignal.abort(new Error("gone before")))).rejects.toThrow("gone before");
    expect(starts).toEqual([]);
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");
    const asked = ask(signal);
    starts[0]?.end("value");
    await asked;
    expect(removed).toHaveBeenCalledOnce();
  });
});
