import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assertNever } from "../../src/base/assert-never.js";
import { Failure } from "../../src/base/failure.js";
import type { Part, Store, Upload } from "../../src/service/ports.js";
import { memoryStore } from "../support/memory-store.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { openFolder } from "./open-folder.js";
import { at, bucket, never, plain } from "./suite-use.js";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "imgraph-model-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** One call; `upload` is the number of one that was started, `position` is 0 or where the object ends. */
type Step =
  | { do: "put" | "append"; key: string; content: number; position: "start" | "end"; forbid: boolean }
  | { do: "copy"; key: string; to: string; headers: boolean; forbid: boolean }
  | { do: "delete" | "start"; key: string }
  | { do: "deleteMany"; keys: string[] }
  | { do: "putPart"; upload: number; number: number; content: number }
  | { do: "copyPart"; upload: number; number: number; key: string }
  | { do: "complete"; upload: number; numbers: number[] | "all"; forbid: boolean }
  | { do: "abort" | "listParts"; upload: number };

const contents = ["", "x", "some text", Buffer.alloc(102_400, "large"), Buffer.alloc(150_000, "larger")];
const key = fc.constantFrom("a", "b", "dir/c");
const content = fc.nat({ max: contents.length - 1 });
const upload = fc.nat({ max: 2 });
const number = fc.integer({ min: 1, max: 3 });
const forbid = fc.boolean();
const numbers = fc.oneof(fc.constant("all" as const), fc.uniqueArray(number, { maxLength: 3 }));
/** What makes something comes more often than what removes it. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("put" as const, "append" as const, "append" as const),
      key,
      content,
      position: fc.constantFrom("end" as const, "end" as const, "start" as const),
      forbid,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("copy" as const), key, to: key, headers: fc.boolean(), forbid }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("delete" as const, "start" as const), key }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("deleteMany" as const),
      keys: fc.array(key, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("putPart" as const),
      upload,
      number,
      content: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("copyPart" as const), upload, number, key }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("complete" as const), upload, numbers, forbid }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("abort" as const, "listParts" as const), upload }) },
);

/** Runs steps on a store and tells of each what came of it, in words that two stores share. */
function player(store: Store) {
  const uploads: Upload[] = [];
  const parts = new Map<string, Part>();
  const body = (index: number) => Readable.from([contents[index]!]);

  async function play(each: Step): Promise<unknown> {
    switch (each.do) {
      case "put":
        return store.put(at(each.key), body(each.content), { ...plain, forbidOverwrite: each.forbid }, never);
      case "append": {
        const length = (await store.find(at(each.key), never))?.byteSize ?? 0;
        const position = each.position === "start" ? 0 : length;
        return store.append(at(each.key), body(each.content), { ...plain, position }, never);
      }
      case "copy": {
        const source = await store.find(at(each.key), never);
        const headers = { contentType: "image/png", metadata: { copied: "1" } };
        const options = { forbidOverwrite: each.forbid, ...(each.headers && { headers }) };
        return source && store.copy(source, at(each.to), options, never);
      }
      case "delete":
        return store.delete(at(each.key), never);
      case "deleteMany":
        return store.deleteMany(
          bucket,
          each.keys.map((key) => at(key).key),
          never,
        );
      case "start":
        uploads.push(await store.startUpload(at(each.key), plain, never));
        return undefined;
      case "putPart":
      case "copyPart": {
        const upload = uploads[each.upload];
        const source = each.do === "copyPart" ? await store.find(at(each.key), never) : undefined;
        if (!upload || (each.do === "copyPart" && !source)) return undefined;
        const part = source
          ? await store.copyPart(upload, each.number, source, undefined, never)
          : await store.putPart(upload, each.number, body(each.do === "putPart" ? each.content : 0), {}, never);
        parts.set(`${upload.id} ${each.number}`, part);
        return part;
      }
      case "complete": {
        const upload = uploads[each.upload];
        if (!upload) return undefined;
        const named = (number: number) => ({ number, etag: parts.get(`${upload.id} ${number}`)?.etag ?? "none" });
        const wanted = each.numbers === "all" ? each.numbers : each.numbers.map(named);
        return store.completeUpload(upload, { parts: wanted, forbidOverwrite: each.forbid }, never);
      }
      case "abort":
        return uploads[each.upload] && store.abortUpload(uploads[each.upload]!, never);
      case "listParts":
        return uploads[each.upload] && store.listParts(uploads[each.upload]!, { limit: 2 }, never);
      default:
        return assertNever(each);
    }
  }

  return {
    play: (each: Step) => play(each).then(comparable, (error) => error instanceof Failure && error.code),

    /** All that can be seen of the bucket, bytes included. */
    async look(): Promise<unknown> {
      const { objects } = await store.list({ bucket, limit: 1000 }, never);
      const seen: unknown[] = [];
      for (const { key } of objects) {
        const object = (await store.find(at(key), never))!;
        const bytes = await buffer(await store.open(object, undefined, never));
        seen.push({ ...(comparable(object) as object), bytes: bytes.toString("latin1") });
      }
      const open = await store.listUploads({ bucket, limit: 1000 }, never);
      return { objects: seen, uploads: open.uploads.map(({ key }) => key) };
    },
  };
}

/** Without what each store makes up for itself. */
function comparable(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { version: _1, lastModified: _2, ...rest } = value as Record<string, unknown>;
  if (rest.parts) return { ...rest, parts: (rest.parts as unknown[]).map(comparable) };
  // An opaque one, which a copy has too.
  return rest.type === "Appendable" || rest.type === "Normal" ? { ...rest, etag: "" } : rest;
}

test.each([
  ["files that are joined", {}],
  ["files as they come", { maxJoinedBytes: 0, smallTailBytes: 0 }],
])("any steps come out as a naive store has them, %s", { timeout: 300_000 }, async (_, options) => {
  const runs = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
    const dataDir = await mkdtemp(join(root, "run-"));
    const { store, close } = await openFolder(dataDir, options);
    const naive = memoryStore();
    for (const each of [store, naive]) await each.createBucket(bucket, undefined, never);
    const [real, model] = [player(store), player(naive)];
    const begin: Step[] = [
      { do: "start", key: "a" },
      { do: "start", key: "b" },
    ];
    for (const each of [...begin, ...steps])
      expect([each, await real.play(each)]).toEqual([each, await model.play(each)]);
    expect(await real.look()).toEqual(await model.look());
    await close();
    await rm(dataDir, { recursive: true });
  });
  await fc.assert(runs, { numRuns: scaled(300), seed });
});
