import { describe, expect, test } from "vitest";
import { Turns } from "../../src/graphql/limits/turns.js";

describe("turns", () => {
  test("come one by one, with a round of the event loop before each", async () => {
    const turns = new Turns(new AbortController().signal);
    let round = 0;
    const count = () => {
      round += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const seen = await Promise.all(
      ["a", "b", "c"].map(async (name) => {
        await turns.next();
        return { name, round };
      }),
    );
    clearImmediate(counting);
    expect(seen.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(new Set(seen.map((each) => each.round)).size).toBe(3);
  });

  test("end with the request", async () => {
    const request = new AbortController();
    const turns = new Turns(request.signal);
    const waiting = turns.next();
    request.abort(new Error("the deadline"));
    await expect(waiting).rejects.toThrow("the deadline");
  });
});
