import { expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { furnished, source } from "./furnished.js";
import { anonymous, at, type House, photo, signed } from "./house.js";

const target = at("shut", "moved/c.jpg");
const said = { alt: "a bird", tags: ["b"] };
const whole = { forbidOverwrite: true };

async function noted(): Promise<House> {
  const h = await furnished();
  await h.service.setNotes(source, said, signed);
  return h;
}

/** The store ends what deletes, once: the copy has been made then. */
function breakOff({ store }: House): void {
  const { delete: remove } = store;
  store.delete = async () => {
    store.delete = remove;
    throw new Failure("ServiceUnavailable", { reason: "away", retryAfterSeconds: 1 });
  };
}

const move = async ({ service }: House, call = signed) =>
  service.moveObject(await service.getObject(source, signed), target, whole, call);

const present = async ({ store }: House) => [
  (await store.find(source, signed.signal)) !== undefined,
  (await store.find(target, signed.signal)) !== undefined,
];

test("a move that was broken off leaves both, and goes on when it is asked for again", async () => {
  const h = await noted();
  breakOff(h);
  await expect(move(h)).rejects.toMatchObject({ code: "ServiceUnavailable" });
  expect(await present(h)).toEqual([true, true]);
  const copy = await h.store.find(target, signed.signal);
  expect((await move(h)).version).toBe(copy?.version);
  expect(await present(h)).toEqual([false, true]);
  expect(await h.service.findNotes([source, target], signed)).toEqual([undefined, said]);
});

test("a move whose caller leaves once the copy is there is finished", async () => {
  const h = await noted();
  const caller = new AbortController();
  const { copy } = h.store;
  h.store.copy = async (...given) => {
    const made = await copy(...given);
    caller.abort(new Error("gone"));
    return made;
  };
  await move(h, { ...signed, signal: caller.signal });
  expect(await present(h)).toEqual([false, true]);
});

test.each<[string, (h: House) => Promise<unknown>]>([
  ["other bytes", (h) => h.put("shut", target.key, { ...photo, width: 9 })],
  ["another ACL", (h) => h.put("shut", target.key, photo, "public-read")],
  [
    "other words about it",
    async (h) => {
      await h.put("shut", target.key, photo);
      await h.service.setNotes(target, { alt: "a cat" }, signed);
    },
  ],
])("%s at the target are somebody else's", async (_, put) => {
  const h = await noted();
  await put(h);
  await expect(move(h)).rejects.toMatchObject({ code: "FileAlreadyExists" });
  expect(await present(h)).toEqual([true, true]);
});

test("of ten moves of one object at a time one wins, and the others find it gone", async () => {
  const h = await noted();
  const found = await h.service.getObject(source, signed);
  const targets = Array.from({ length: 10 }, (_, i) => at("shut", `moved/${i}.jpg`));
  const outcomes = await Promise.allSettled(targets.map((each) => h.service.moveObject(found, each, {}, signed)));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => reason.code);
  expect(refused).toEqual(Array(9).fill("NoSuchKey"));
  const there = await Promise.all(targets.map((each) => h.store.find(each, signed.signal)));
  expect(there.filter((object) => object !== undefined)).toHaveLength(1);
});

test("what is put under the old name right before it goes stays", async () => {
  const h = await noted();
  const { delete: remove } = h.store;
  h.store.delete = async (...given) => {
    await h.put("shut", source.key, { ...photo, width: 9 });
    return remove(...given);
  };
  await expect(move(h)).rejects.toMatchObject({ code: "ServiceUnavailable" });
  expect(await present(h)).toEqual([true, true]);
});

test("what is left of a move tells nothing to who may not write there", async () => {
  const h = await noted();
  breakOff(h);
  await expect(move(h)).rejects.toMatchObject({ code: "ServiceUnavailable" });
  await expect(move(h, anonymous)).rejects.toMatchObject({ code: "AccessDenied" });
});
