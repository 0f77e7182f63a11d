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
    plan { engine cache peakBytes stages { format steps { process width height } } }
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
        cache: "OFF",
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
    const { data, errors } = await run(ask, variables, authorization);
    expect({ data, errors }).toEqual({ data: { image: null } });
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
    const broken: Service = { ...service, viewObject: () => Promise.reject(new TypeError("secret detail")) };
    const { run } = await openDoor(broken, { defaultBucket: "photos" });
    const answer = await run(`{ image(key: "a") { key } }`);
    expect(answer.errors).toMatchObject([
      { extensions: { code: "INTERNAL_ERROR", status: 500, requestId: "THE-REQUEST" } },
    ]);
    expect(JSON.stringify(answer)).not.toContain("secret");
  });
});
