import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import type { Service } from "../../src/service/index.js";
import { house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

const renditions = `
  url(transform: { simple: { width: 100 } })
  plain: url
  rendition(transform: { steps: [{ resize: { width: 100 } }, { format: { format: WEBP } }] }) {
    url expiresAt width height frames format contentType process
    stages { ... on StepsStage { steps { ... on ResizeStep { action width } ... on FormatStep { action format } } } }
    plan { engine peakBytes stages { format steps { process width height } } }
    warnings { item }
  }`;

describe("what costs pixels", () => {
  test("no URL, size, info or plan does; one header is read for all of them", async () => {
    const { service, store, engine, bucket, put } = house();
    await bucket("photos");
    await put("photos", "a.jpg", photo);
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    const { data, errors } = await run(
      `{ image(key: "a.jpg") { info { width height } again: info { format } ${renditions} } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.image.rendition).toMatchObject({
      width: 100,
      height: 67,
      frames: 1,
      format: "WEBP",
      contentType: "image/webp",
      process: "image/resize,w_100/format,webp",
      stages: [
        {
          steps: [
            { action: "resize", width: 100 },
            { action: "format", format: "WEBP" },
          ],
        },
      ],
      plan: {
        engine: "LOCAL",
        stages: [{ format: "WEBP", steps: [{ process: "resize,w_100", width: 100, height: 67 }] }],
      },
      warnings: [],
    });
    expect(engine.jobs).toEqual([]);
    expect(engine.inspections).toBe(1);
    expect(store.filesInUse).toBe(0);
  });

  test("the hue of one object is rendered once, however often it is asked for", async () => {
    const { service, engine, bucket, put } = house();
    await bucket("photos");
    await put("photos", "a.jpg", photo);
    const answering: Service = {
      ...service,
      render: async (...args) => ({ ...(await service.render(...args)), json: '{"RGB": "0x5c783b"}' }) as never,
    };
    const { run } = await openDoor(answering, { defaultBucket: "photos" });
    const { data } = await run(
      `{ image(key: "a.jpg") { averageHue again: averageHue } other: image(key: "a.jpg") { averageHue } }`,
    );
    expect(data).toEqual({ image: { averageHue: "#5C783B", again: "#5C783B" }, other: { averageHue: "#5C783B" } });
    expect(engine.jobs).toHaveLength(1);
  });
});

describe("image", () => {
  const ask = `query ($bucket: String, $key: String!) { image(bucket: $bucket, key: $key) { key info { width } } }`;

  test.each([
    ["an object that is not there", { key: "nothing.jpg" }, undefined],
    ["a bucket that is not there", { bucket: "nowhere", key: "a.jpg" }, undefined],
    ["an object that is no image", { key: "notes.txt" }, undefined],
    ["a private object, for anybody else", { key: "private.jpg" }, null],
  ])("%s is null without an error", async (_, variables, authorization) => {
    const { service, bucket, put } = house();
    await bucket("photos", "public-read");
    await put("photos", "notes.txt", "words");
    await put("photos", "private.jpg", photo, "private");
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    expect(await run(ask, variables, authorization)).toEqual({ data: { image: null } });
  });

  test.each([
    ["a name that no bucket can have", { bucket: "A", key: "a" }, "INVALID_BUCKET_NAME", ["bucket"]],
    ["a name that no object can have", { key: "/a" }, "INVALID_OBJECT_NAME", ["key"]],
    ["no bucket and no default one", { key: "a" }, "MISSING_ARGUMENT", ["bucket"]],
  ])("%s is an error", async (_, variables, code, inputPath) => {
    const { service } = house();
    const { run } = await openDoor(service, code === "MISSING_ARGUMENT" ? {} : { defaultBucket: "photos" });
    const { data, errors } = await run(ask, variables);
    expect(data).toEqual({ image: null });
    expect(errors).toMatchObject([{ path: ["image"], extensions: { code, inputPath, requestId: "THE-REQUEST" } }]);
  });

  test("a damaged image is there; only its info is null, with the error in its path", async () => {
    const { service, engine, bucket, put } = house();
    await bucket("photos");
    await put("photos", "a.jpg", photo);
    engine.failNextInspection(new Failure("ImageDamage", { reason: "cut off" }));
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    const { data, errors } = await run(ask, { key: "a.jpg" });
    expect(data).toEqual({ image: { key: "a.jpg", info: null } });
    expect(errors).toMatchObject([{ path: ["image", "info"], extensions: { code: "IMAGE_DAMAGE", status: 403 } }]);
  });

  test("sizes are as stored, with what is displayed beside them", async () => {
    const { service, bucket, put } = house();
    await bucket("photos");
    await put("photos", "a.jpg", { ...photo, orientation: 6 });
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    const { data } = await run(
      `{ image(key: "a.jpg") { info { width height displayWidth displayHeight orientation quality } } }`,
    );
    expect(data.image.info).toEqual({
      width: 400,
      height: 267,
      displayWidth: 267,
      displayHeight: 400,
      orientation: 6,
      quality: null,
    });
  });
});

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
        const { nodes, pageInfo } = (await run(page, { first: 5, after })).data.images;
        openings.push(engine.inspections - before);
        keys.push(nodes.map(({ key }: { key: string }) => key));
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
    const { run, engine } = await gallery();
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

describe("node", () => {
  test("gives an image, a bucket and a style again by their ids", async () => {
    const { service, bucket, put } = house();
    await bucket("photos");
    await put("photos", "odd\nname.jpg", photo);
    const { run } = await openDoor(service, { defaultBucket: "photos" });
    const made = await run(
      `mutation { createStyle(input: { name: "s", transform: { simple: { width: 9 } } }) { style { id } } }`,
    );
    const { data } = await run(`query ($key: String!) { image(key: $key) { id bucket { id } } }`, {
      key: "odd\nname.jpg",
    });
    const node = async (id: string) =>
      (await run(`query ($id: ID!) { node(id: $id) { __typename id } }`, { id })).data.node;
    for (const [id, type] of [
      [data.image.id, "Image"],
      [data.image.bucket.id, "Bucket"],
      [made.data.createStyle.style.id, "Style"],
    ])
      expect(await node(id)).toEqual({ __typename: type, id });
  });

  test.each(["", "abc", "SW1hZ2U", "U3R5bGUKYQ"])("%j is no id", async (id) => {
    const { service } = house();
    const { run } = await openDoor(service);
    const { errors } = await run(`query ($id: ID!) { node(id: $id) { id } }`, { id });
    expect(errors).toMatchObject([{ extensions: { code: "INVALID_ARGUMENT", inputPath: ["id"] } }]);
  });
});

describe("a bug", () => {
  test("is an internal error that tells nothing", async () => {
    const { service } = house();
    const broken: Service = { ...service, getObject: () => Promise.reject(new TypeError("secret detail")) };
    const { run } = await openDoor(broken, { defaultBucket: "photos" });
    const answer = await run(`{ image(key: "a") { key } }`);
    expect(answer.errors).toMatchObject([
      { extensions: { code: "INTERNAL_ERROR", status: 500, requestId: "THE-REQUEST" } },
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret");
  });
});
