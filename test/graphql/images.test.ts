import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

interface ImagesPage {
  readonly nodes: readonly { readonly key: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe("images", () => {
  const page = `query ($first: Int! = 50, $after: String, $prefix: String, $delimiter: String) {
    images(first: $first, after: $after, prefix: $prefix, delimiter: $delimiter) {
      edges { cursor node { key } } nodes { key } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

  async function gallery() {
    const made = house();
    await made.bucket("photos", "public-read");
    for (const name of ["a", "b", "c", "d", "e"]) {
      await made.put("photos", `${name}.jpg`, photo);
      await made.put("photos", `${name}.txt`, "words");
    }
    return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
  }

  test.each([1, 2, 3, 5, 50])("pages of %i put together are all images, in order, each once", async (first) => {
    const { run } = await gallery();
    const keys: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 20; pages += 1) {
      const { data, errors } = await run(page, { first, after });
      expect(errors).toBeUndefined();
      const { nodes, edges, pageInfo } = data.images;
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
      keys.push(...nodes.map(({ key }: { key: string }) => key));
      if (!pageInfo.hasNextPage) break;
      expect(nodes.length).toBe(first);
      after = pageInfo.endCursor;
    }
    expect(keys).toEqual(["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]);
  });

  test("a page may start behind any edge", async () => {
    const { run } = await gallery();
    const { data } = await run(page, {});
    const after = data.images.edges[2].cursor;
    const rest = await run(page, { after });
    expect(rest.data.images.nodes).toEqual([{ key: "d.jpg" }, { key: "e.jpg" }]);
  });

  test("where images are rare pages end early, each opens 208 files at most, and the list still comes whole", async () => {
    const { service, engine, bucket, put } = house();
    await bucket("photos");
    for (let i = 0; i < 450; i += 1) await put("photos", `n${String(i).padStart(4, "0")}.txt`, "words");
    await put("photos", "z.jpg", photo);
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    const openings: number[] = [];
    const pages = async (): Promise<string[][]> => {
      const keys: string[][] = [];
      for (let after: string | null = null; ; ) {
        const before = engine.inspections;
        const { nodes, pageInfo }: ImagesPage = (await run(page, { first: 5, after })).data.images;
        openings.push(engine.inspections - before);
        keys.push(nodes.map(({ key }) => key));
        if (!pageInfo.hasNextPage) return keys;
        after = pageInfo.endCursor;
      }
    };
    expect(await pages()).toEqual([[], [], ["z.jpg"]]);
    expect(Math.max(...openings)).toBeLessThanOrEqual(208);
    expect(await pages()).toEqual([["z.jpg"]]);
  });

  test("a page looks at 1000 entries at most", async () => {
    const { service, bucket, put, store } = house();
    await bucket("photos");
    const signal = new AbortController().signal;
    for (let i = 0; i < 1005; i += 1) {
      const object = await put("photos", `n${String(i).padStart(4, "0")}.txt`, "words");
      await store.keepInspection(object, { state: "not-image", reason: "words" }, signal);
    }
    await put("photos", "z.jpg", photo);
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    const first = (await run(page, { first: 5 })).data.images;
    expect(first).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true, startCursor: null } });
    const second = (await run(page, { first: 5, after: first.pageInfo.endCursor })).data.images;
    expect(second).toMatchObject({ nodes: [{ key: "z.jpg" }], pageInfo: { hasNextPage: false } });
  });

  test("anonymous callers see what they may read", async () => {
    const { run, put } = await gallery();
    await put("photos", "secret.jpg", photo, "private");
    const keys = async (authorization?: null) =>
      (await run(page, { prefix: "s" }, authorization)).data.images.nodes.map(({ key }: { key: string }) => key);
    expect(await keys(null)).toEqual([]);
    expect(await keys()).toEqual(["secret.jpg"]);
  });

  test("one damaged image does not empty the list", async () => {
    const { service, engine, bucket, put } = house();
    await bucket("photos", "public-read");
    // Images only: which of them is looked at first, and so damaged, is not known.
    for (const name of ["a", "b", "c", "d", "e"]) await put("photos", `${name}.jpg`, photo);
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    engine.failNextInspection(new Failure("ImageDamage", { reason: "cut off" }));
    const { data, errors } = await run(
      `{ images { nodes { key rendition(transform: { simple: { width: 10 } }) { width } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.images.nodes).toHaveLength(5);
  });

  test.each([
    [{ first: 0 }, "INVALID_ARGUMENT", ["first"]],
    [{ first: 101 }, "INVALID_ARGUMENT", ["first"]],
    [{ after: "*" }, "INVALID_ARGUMENT", ["after"]],
    [{ after: "" }, "INVALID_ARGUMENT", ["after"]],
  ])("%j is refused", async (variables, code, inputPath) => {
    const { run } = await gallery();
    const { errors } = await run(page, variables);
    expect(errors).toMatchObject([{ extensions: { code, inputPath } }]);
  });
});
