import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseObjectKey } from "../../src/base/object-key.js";
import type { BucketFacts, Catalog, Inspection, ListedObject } from "../../src/service/ports.js";
import { bucket, recordOf } from "./records.js";

const other = parseBucketName("other");
const of = (key: string, version = "1", at = bucket): ListedObject => {
  const { etag, type, byteSize, lastModified } = recordOf(key);
  return { bucket: at, key: parseObjectKey(key), version, etag, type, byteSize, lastModified };
};
const notImage = (reason: string): Inspection => ({ state: "not-image", reason });

/** What every catalog keeps of buckets and objects that live elsewhere, none of which it has records of. */
export function describeFacts(catalog: () => Catalog): void {
  describe("facts", () => {
    test("of objects are those of exactly that version, in the order asked", async () => {
      const { facts } = catalog();
      await facts.keepInspection(of("a"), notImage("a"));
      await facts.keepInspection(of("图 🙂"), notImage("b"));
      await facts.keepInspection(of("a", "1", other), notImage("c"));
      expect(
        await facts.findInspections([of("图 🙂"), of("none"), of("a"), of("a", "2"), of("a", "1", other)]),
      ).toEqual([notImage("b"), undefined, notImage("a"), undefined, notImage("c")]);
    });

    test("of an earlier version are replaced", async () => {
      const { facts } = catalog();
      await facts.keepInspection(of("a", "1"), notImage("old"));
      await facts.keepInspection(of("a", "2"), notImage("new"));
      expect(await facts.findInspections([of("a", "1"), of("a", "2")])).toEqual([undefined, notImage("new")]);
    });

    test("of a version that was replaced while it was looked at are not kept", async () => {
      const { facts } = catalog();
      await facts.keepInspection({ ...of("a", "2"), lastModified: 2000 }, notImage("new"));
      await facts.keepInspection({ ...of("a", "1"), lastModified: 1000 }, notImage("old"));
      expect(await facts.findInspections([of("a", "1"), of("a", "2")])).toEqual([undefined, notImage("new")]);
    });

    test("of another version than the object is found to have go", async () => {
      const { facts } = catalog();
      for (const key of ["a", "b", "c"]) await facts.keepInspection(of(key), notImage(key));
      await facts.tell(of("a"), of("a"), 1);
      await facts.tell(of("b"), of("b", "0"), 1);
      await facts.tell(of("c"), undefined, 1);
      expect(await facts.findInspections([of("a"), of("b"), of("c")])).toEqual([notImage("a"), undefined, undefined]);
    });

    test("of objects are forgotten, silently where there are none", async () => {
      const { facts } = catalog();
      for (const key of ["a", "b", "c"]) await facts.keepInspection(of(key), notImage(key));
      await facts.forgetObjects(bucket, [of("a").key, of("none").key, of("c").key]);
      expect(await facts.findInspections([of("a"), of("b"), of("c")])).toEqual([undefined, notImage("b"), undefined]);
    });

    test("of buckets are kept whole, replaced, and forgotten with those of their objects", async () => {
      const { facts } = catalog();
      expect(await facts.findBucketFacts(other)).toBeUndefined();
      const first: BucketFacts = {
        styleSeparators: ["!", "-"],
        sourceProtection: [{ prefix: "原图/", extensions: ["jpg"] }],
        fallbackImage: parseObjectKey("没有.png"),
      };
      const second: BucketFacts = { styleSeparators: [], sourceProtection: [], fallbackImage: undefined };
      await facts.keepBucketFacts(other, first);
      expect(await facts.findBucketFacts(other)).toEqual(first);
      await facts.keepBucketFacts(other, second);
      expect(await facts.findBucketFacts(other)).toEqual(second);
      await facts.keepBucketFacts(bucket, first);
      await facts.keepInspection(of("a"), notImage("a"));
      await facts.keepInspection(of("a", "1", other), notImage("a"));
      await facts.forgetBucket(other);
      expect(await facts.findBucketFacts(other)).toBeUndefined();
      expect(await facts.findInspections([of("a", "1", other), of("a")])).toEqual([undefined, notImage("a")]);
      expect(await facts.findBucketFacts(bucket)).toEqual(first);
    });
  });
}
