import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import { parseStyleName } from "../../src/base/style-name.js";
import type { Catalog, Derivation } from "../../src/service/ports.js";
import { bucket } from "./records.js";

const other = parseBucketName("other");
const of = (key: string, at = bucket) => ({ bucket: at, key: parseObjectKey(key) });
const derived = (source: string, target: string, process = "image/resize,w_1"): Derivation => ({
  source: of(source),
  target: of(target),
  etag: `E-${target}`,
  process,
  savedAt: 5,
});

/** What every catalog keeps of objects under their names, records of which it need not have. */
export function describeNotes(catalog: () => Catalog): void {
  describe("notes", () => {
    test("change where something is given, and are answered whole", async () => {
      const { notes } = catalog();
      expect(await notes.change(of("图 🙂"), { alt: "a bird", tags: ["b", "a"] })).toEqual({
        alt: "a bird",
        tags: ["b", "a"],
      });
      const all = { alt: "a bird", title: "Bird", tags: ["b", "a"], focalPoint: { x: 0.25, y: 1 } };
      expect(await notes.change(of("图 🙂"), { title: "Bird", focalPoint: { x: 0.25, y: 1 } })).toEqual(all);
      expect(await notes.find([of("none"), of("图 🙂"), of("图 🙂", other)])).toEqual([undefined, all, undefined]);
    });

    test("are taken away by null and by what is empty, and with the last one all of them", async () => {
      const { notes } = catalog();
      await notes.change(of("a"), { alt: "x", title: "y", tags: ["z"], focalPoint: { x: 0, y: 0 } });
      expect(await notes.change(of("a"), { alt: null, title: "" })).toEqual({
        tags: ["z"],
        focalPoint: { x: 0, y: 0 },
      });
      expect(await notes.change(of("a"), { tags: null, focalPoint: null })).toEqual({ tags: [] });
      expect(await notes.find([of("a")])).toEqual([undefined]);
    });

    test("are copied over what was said of the target, also when nothing was said of the source", async () => {
      const { notes } = catalog();
      await notes.change(of("a"), { alt: "x", tags: ["t"] });
      await notes.change(of("b"), { title: "y" });
      await notes.copy(of("a"), of("b"));
      expect(await notes.find([of("a"), of("b")])).toEqual(Array(2).fill({ alt: "x", tags: ["t"] }));
      await notes.copy(of("none"), of("b"));
      expect(await notes.find([of("b")])).toEqual([undefined]);
    });

    test("are forgotten by name and by bucket, silently where there are none", async () => {
      const { notes } = catalog();
      for (const at of [of("a"), of("b"), of("a", other)]) await notes.change(at, { alt: "x" });
      await notes.forget(bucket, [of("a").key, of("none").key]);
      expect(await notes.find([of("a"), of("b"), of("a", other)])).toMatchObject([
        undefined,
        { alt: "x" },
        { alt: "x" },
      ]);
      await notes.forgetBucket(other);
      expect(await notes.find([of("b"), of("a", other)])).toMatchObject([{ alt: "x" }, undefined]);
    });
  });

  describe("completed uploads", () => {
    test("are found by where their bytes waited, until they are forgotten by time", async () => {
      const { completedUploads } = catalog();
      const all = [1, 2, 3].map((i) => ({ staged: of(`图 ${i}`), etag: `E${i}`, completedAt: i }));
      for (const each of all) await completedUploads.keep(each);
      const found = () => Promise.all(all.map(({ staged }) => completedUploads.find(staged)));
      expect(await found()).toEqual(all);
      expect(await completedUploads.find(of("图 1", other))).toBeUndefined();
      await completedUploads.forgetBefore(3);
      expect(await found()).toEqual([undefined, undefined, all[2]]);
    });
  });

  describe("derivations", () => {
    test("are listed in order of bucket and key, page by page", async () => {
      const { derivations } = catalog();
      const far = { ...derived("a", "c"), target: of("c", other) };
      for (const each of [derived("a", "图 🙂"), far, derived("a", "b"), derived("x", "y")])
        await derivations.keep(each);
      const all = [far, derived("a", "b"), derived("a", "图 🙂")].sort((a, b) =>
        a.target.bucket < b.target.bucket ? -1 : a.target.bucket > b.target.bucket ? 1 : 0,
      );
      expect(await derivations.list(of("a"), { limit: 10 })).toEqual(all);
      expect(await derivations.list(of("a"), { limit: 1, after: all[0]!.target })).toEqual([all[1]]);
      expect(await derivations.list(of("a"), { limit: 10, after: all[2]!.target })).toEqual([]);
    });

    test("replace what was known of the target", async () => {
      const { derivations } = catalog();
      await derivations.keep(derived("a", "t"));
      await derivations.keep(derived("b", "t", "image/resize,w_2"));
      expect(await derivations.list(of("a"), { limit: 9 })).toEqual([]);
      expect(await derivations.list(of("b"), { limit: 9 })).toEqual([derived("b", "t", "image/resize,w_2")]);
    });

    test("are found by the style that made them, alone, with arguments and among other stages", async () => {
      const { derivations } = catalog();
      const processes = ["style/s", "image/resize,w_1|style/s,w_2", "style/s.b", "style/ss", "image/rotate,90"];
      for (const [i, process] of processes.entries())
        await derivations.keep({ ...derived("a", `t${i}`, process), savedAt: i });
      await derivations.keep({ ...derived("a", "far", "style/s"), source: of("a", other) });
      const found = await derivations.listByStyle(bucket, parseStyleName("s"), 9);
      expect(found.map(({ source, target }) => [source, target])).toEqual([
        [of("a"), of("t1")],
        [of("a"), of("t0")],
      ]);
      expect(await derivations.listByStyle(bucket, parseStyleName("s"), 1)).toHaveLength(1);
    });

    test("follow an object that has another name, as source and as target", async () => {
      const { derivations } = catalog();
      for (const each of [derived("a", "b"), derived("b", "c"), derived("a", "d")]) await derivations.keep(each);
      // What was known of d goes with what stood there.
      await derivations.move(of("b"), of("d"));
      expect(await derivations.list(of("a"), { limit: 9 })).toEqual([{ ...derived("a", "d"), etag: "E-b" }]);
      expect(await derivations.list(of("d"), { limit: 9 })).toEqual([derived("d", "c")]);
      expect(await derivations.list(of("b"), { limit: 9 })).toEqual([]);
    });

    test("are forgotten with source or target, and with the bucket of either", async () => {
      const { derivations } = catalog();
      const far = { ...derived("x", "y"), target: of("y", other) };
      for (const each of [derived("a", "b"), derived("c", "d"), derived("e", "f"), far]) await derivations.keep(each);
      await derivations.forget(bucket, [of("a").key, of("d").key, of("none").key]);
      const left = async () =>
        (await Promise.all(["a", "c", "e", "x"].map((key) => derivations.list(of(key), { limit: 9 })))).flat();
      expect(await left()).toEqual([derived("e", "f"), far]);
      await derivations.forgetBucket(other);
      expect(await left()).toEqual([derived("e", "f")]);
    });
  });
}
