import { describe, expect, test } from "vitest";
import { Failure } from "../../src/base/failure.js";
import type { Service } from "../../src/service/index.js";
import { at, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const save = `mutation ($input: SaveImageInput!) {
  saveImage(input: $input) { written image { key } userErrors { code message path hint params { key value } } } }`;
const createStyle = `mutation ($input: CreateStyleInput!) {
  createStyle(input: $input) { style { name process } userErrors { code path } } }`;
const deleteStyle = `mutation ($input: DeleteStyleInput!) { deleteStyle(input: $input) { deletedStyleId userErrors { code path } } }`;
const createBucket = `mutation ($input: CreateBucketInput!) {
  createBucket(input: $input) { bucket { name acl } userErrors { code path } } }`;

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read-write");
  await made.put("photos", "a.jpg", photo);
  await made.put("photos", "words.txt", "words");
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

const input = { source: { key: "a.jpg" }, transform: { simple: { width: 9 } }, target: { key: "b.jpg" } };

describe("the admin token", () => {
  test.each([
    [save, { input }],
    [createStyle, { input: { name: "s", transform: { simple: { width: 9 } } } }],
    [deleteStyle, { input: { name: "s" } }],
    [createBucket, { input: { name: "bucket" } }],
  ])("is needed for %s", async (mutation, variables) => {
    const { run, store } = await gallery();
    const before = store.calls.length;
    const { data, errors } = await run(mutation, variables, null);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED", status: 401 } }]);
    expect(store.calls).toHaveLength(before);
  });
});

test("each field of a mutation sees what has changed since the one before it", async () => {
  const made = house();
  await made.bucket("photos", "private");
  await made.put("photos", "a.jpg", photo);
  const { service } = made;
  const { run } = await openDoor(
    {
      ...service,
      async setObjectHeaders(...given) {
        await service.updateBucket(at("photos", "a.jpg").bucket, { acl: "public-read" }, signed);
        return service.setObjectHeaders(...given);
      },
    },
    { defaultBucket: "photos" },
  );
  const fields = "{ image { alt bucket { acl } } userErrors { code } }";
  const { data } = await run(`mutation {
    first: setImageNotes(input: { image: { key: "a.jpg" }, alt: "one" }) ${fields}
    second: setImageMetadata(input: { image: { key: "a.jpg" }, metadata: [] }) ${fields}
    third: setImageNotes(input: { image: { key: "a.jpg" }, alt: "two" }) ${fields}
  }`);
  const told = (alt: string, acl: string) => ({ image: { alt, bucket: { acl } }, userErrors: [] });
  expect(data).toEqual({
    first: told("one", "PRIVATE"),
    second: told("one", "PUBLIC_READ"),
    third: told("two", "PUBLIC_READ"),
  });
});

describe("saveImage", () => {
  test.each<[string, object, string, readonly string[]]>([
    ["a source that is not there", { source: { key: "x.jpg" } }, "NO_SUCH_KEY", ["source", "key"]],
    [
      "a source bucket that is not there",
      { source: { bucket: "nowhere", key: "x" } },
      "NO_SUCH_BUCKET",
      ["source", "bucket"],
    ],
    [
      "a target bucket that is not there",
      { target: { bucket: "nowhere", key: "x" } },
      "NO_SUCH_BUCKET",
      ["target", "bucket"],
    ],
    ["a name that no bucket has", { target: { bucket: "A", key: "x" } }, "INVALID_BUCKET_NAME", ["target", "bucket"]],
    ["a name that no object has", { target: { key: "" } }, "INVALID_OBJECT_NAME", ["target", "key"]],
    ["a source that is no image", { source: { key: "words.txt" } }, "BAD_REQUEST", ["source"]],
    [
      "a target that is there",
      { target: { key: "words.txt" }, ifExists: "FAIL" },
      "FILE_ALREADY_EXISTS",
      ["target", "key"],
    ],
    [
      "a value out of range",
      { transform: { steps: [{ bright: 101 }] } },
      "INVALID_ARGUMENT",
      ["transform", "steps", "0", "bright"],
    ],
    [
      "a step beyond the picture",
      { transform: { steps: [{ crop: { x: 999 } }] } },
      "BAD_REQUEST",
      ["transform", "steps", "0", "crop", "x"],
    ],
    ["a style that is not there", { transform: { style: "none" } }, "NO_SUCH_STYLE", ["transform", "style"]],
    ["a question", { transform: { process: "image/info" } }, "INVALID_ARGUMENT", ["transform", "process"]],
    [
      "metadata with an odd name",
      { metadata: [{ key: "a b", value: "c" }] },
      "INVALID_ARGUMENT",
      ["metadata", "0", "key"],
    ],
    ...[
      ["a", "A"],
      ["a", "a"],
    ].map((names): [string, object, string, string[]] => [
      `metadata with the names ${names}`,
      { metadata: ["first", ...names].map((key) => ({ key, value: "c" })) },
      "INVALID_ARGUMENT",
      ["metadata", "2", "key"],
    ]),
    [
      "metadata of more than 8 KB",
      { metadata: ["a", "b", "c"].map((key) => ({ key, value: "图".repeat(1000) })) },
      "INVALID_ARGUMENT",
      ["metadata"],
    ],
    [
      "metadata with a line break",
      { metadata: [{ key: "a", value: "b\r\nc" }] },
      "INVALID_ARGUMENT",
      ["metadata", "0", "value"],
    ],
    ["a disposition with a line break", { contentDisposition: "a\nb" }, "INVALID_ARGUMENT", ["contentDisposition"]],
  ])("%s is a user error", async (_, change, code, path) => {
    const { run, engine } = await gallery();
    const { data, errors } = await run(save, { input: { ...input, ...change } });
    expect(errors).toBeUndefined();
    expect(data.saveImage).toMatchObject({ written: false, image: null, userErrors: [{ code, path }] });
    expect(engine.jobs).toEqual([]);
  });

  test("a user error carries what another language needs", async () => {
    const { run } = await gallery();
    const { data } = await run(save, { input: { ...input, transform: { simple: { width: 0 } } } });
    expect(data.saveImage.userErrors[0].params).toEqual([
      { key: "name", value: "width" },
      { key: "got", value: "0" },
      { key: "expected", value: "an integer 1..16384 (px)" },
    ]);
  });

  test.each([
    ["REPLACE", true],
    ["SKIP", false],
  ])("%s over a target that is there: written is %s", async (ifExists, written) => {
    const { run } = await gallery();
    await run(save, { input });
    const { data } = await run(save, { input: { ...input, ifExists } });
    expect(data.saveImage).toEqual({ written, image: { key: "b.jpg" }, userErrors: [] });
  });

  test("keeps ACL, metadata and disposition", async () => {
    const { run, service } = await gallery();
    const options = { acl: "PRIVATE", metadata: [{ key: "Author", value: "me" }], contentDisposition: "inline" };
    await run(save, { input: { ...input, ...options } });
    const signal = new AbortController().signal;
    const object = await service.getObject({ bucket: "photos", key: "b.jpg" } as never, {
      caller: { kind: "admin" },
      signal,
    });
    expect(object).toMatchObject({ acl: "private", metadata: { author: "me" }, contentDisposition: "inline" });
  });

  test("overload is an error of the operation, with the time to wait", async () => {
    const { service } = await gallery();
    const busy = new Failure("ServiceUnavailable", { reason: "too much to do", retryAfterSeconds: 7 });
    const overloaded: Service = { ...service, saveAs: () => Promise.reject(busy) };
    const { run } = await openDoor(overloaded, { defaultBucket: "photos" });
    const { data, errors } = await run(save, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { extensions: { code: "SERVICE_UNAVAILABLE", retryAfter: 7, requestId: "THE-REQUEST" } },
    ]);
  });
});

describe("styles", () => {
  const style = { name: "thumb", transform: { steps: [{ resize: { width: 100 } }, { format: { format: "WEBP" } }] } };

  test("are made, listed, used and deleted", async () => {
    const { run } = await gallery();
    const made = await run(createStyle, { input: style });
    expect(made.data.createStyle).toEqual({
      style: { name: "thumb", process: "image/resize,w_100/format,webp" },
      userErrors: [],
    });
    const { data } = await run(
      `{ styles { totalCount nodes { name stages { ... on StepsStage { steps { __typename } } } } } style(name: "thumb") { id } }`,
    );
    expect(data.styles).toEqual({
      totalCount: 1,
      nodes: [{ name: "thumb", stages: [{ steps: [{ __typename: "ResizeStep" }, { __typename: "FormatStep" }] }] }],
    });
    const used = await run(
      `{ image(key: "a.jpg") { rendition(transform: { style: "thumb" }) { width format process } } }`,
    );
    expect(used.data.image.rendition).toEqual({ width: 100, format: "WEBP", process: "style/thumb" });
    const gone = await run(deleteStyle, { input: { name: "thumb" } });
    expect(gone.data.deleteStyle).toEqual({ deletedStyleId: data.style.id, userErrors: [] });
    expect((await run(deleteStyle, { input: { name: "thumb" } })).data.deleteStyle).toEqual({
      deletedStyleId: null,
      userErrors: [{ code: "NO_SUCH_STYLE", path: ["name"] }],
    });
  });

  test.each([
    [{ ...style, name: "a b" }, "INVALID_ARGUMENT", ["name"]],
    [{ ...style, bucket: "nowhere" }, "NO_SUCH_BUCKET", ["bucket"]],
    [{ ...style, transform: { style: "other" } }, "INVALID_ARGUMENT", ["transform"]],
    [{ ...style, transform: { simple: { width: 0 } } }, "INVALID_ARGUMENT", ["transform", "simple", "width"]],
  ])("%j is a user error", async (given, code, path) => {
    const { run } = await gallery();
    const { data } = await run(createStyle, { input: given });
    expect(data.createStyle).toEqual({ style: null, userErrors: [{ code, path }] });
  });

  test("one that is there is kept unless it shall be replaced", async () => {
    const { run } = await gallery();
    const other = { ...style, transform: { simple: { width: 5 } } };
    const outcome = async (ifExists: string) =>
      (await run(createStyle, { input: { ...other, ifExists } })).data.createStyle;
    await run(createStyle, { input: style });
    expect(await outcome("FAIL")).toEqual({
      style: null,
      userErrors: [{ code: "STYLE_ALREADY_EXISTS", path: ["name"] }],
    });
    expect((await outcome("SKIP")).style.process).toBe("image/resize,w_100/format,webp");
    expect((await outcome("REPLACE")).style.process).toBe("image/resize,w_5");
  });

  test("one that does not parse has no stages, and says why", async () => {
    const { run, store } = await gallery();
    const signal = new AbortController().signal;
    await store.putStyle("photos" as never, "odd" as never, { content: "image/slim,1" }, signal);
    const { data, errors } = await run(`{ style(name: "odd") { process stages { __typename } } }`);
    expect(data.style).toEqual({ process: "image/slim,1", stages: null });
    expect(errors).toMatchObject([{ path: ["style", "stages"], extensions: { code: "INVALID_ARGUMENT" } }]);
  });
});

describe("buckets", () => {
  test("are made and listed page by page", async () => {
    const { run } = await gallery();
    const made = await run(createBucket, { input: { name: "album", acl: "PUBLIC_READ" } });
    expect(made.data.createBucket).toEqual({ bucket: { name: "album", acl: "PUBLIC_READ" }, userErrors: [] });
    const page = `query ($after: String) { buckets(first: 1, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`;
    const first = (await run(page)).data.buckets;
    expect(first).toMatchObject({ nodes: [{ name: "album" }], pageInfo: { hasNextPage: true } });
    const second = (await run(page, { after: first.pageInfo.endCursor })).data.buckets;
    expect(second).toMatchObject({ nodes: [{ name: "photos" }], pageInfo: { hasNextPage: false } });
  });

  test("that are there already keep their ACL but where another is given", async () => {
    const { run } = await gallery();
    const made = async (acl?: string | null) =>
      (await run(createBucket, { input: { name: "album", ...(acl !== undefined && { acl }) } })).data.createBucket;
    const album = (acl: string) => ({ bucket: { name: "album", acl }, userErrors: [] });
    expect(await made()).toEqual(album("PRIVATE"));
    expect(await made("PUBLIC_READ")).toEqual(album("PUBLIC_READ"));
    expect(await made()).toEqual(album("PUBLIC_READ"));
    expect(await made(null)).toEqual(album("PUBLIC_READ"));
    expect(await made("PRIVATE")).toEqual(album("PRIVATE"));
  });

  test("a reserved or impossible name is a user error", async () => {
    const { run } = await gallery();
    const { data } = await run(createBucket, { input: { name: "No" } });
    expect(data.createBucket).toEqual({ bucket: null, userErrors: [{ code: "INVALID_BUCKET_NAME", path: ["name"] }] });
  });
});

describe("what needs a role says so, whether or not there is such a thing", () => {
  test.each<[field: string, role?: string]>([
    ["buckets { nodes { name } }", "VIEWER"],
    [`bucket(name: "photos") { name }`],
    [`bucket(name: "none") { name }`],
    ["styles { nodes { name } }"],
    [`style(name: "none") { name }`],
    [`image(key: "a.jpg") { bucket { acl } }`],
    [`image(key: "a.jpg") { bucket { createdAt } }`],
  ])("%s", async (field, role = "ADMIN") => {
    const { run } = await gallery();
    const { errors } = await run(`{ ${field} }`, {}, null);
    expect(errors).toMatchObject([
      {
        message: `this needs a token with the role ${role}`,
        extensions: { code: "UNAUTHENTICATED", status: 401, hint: expect.stringContaining("Authorization: Bearer") },
      },
    ]);
    expect((await run(`{ ${field} }`)).errors).toBeUndefined();
  });
});
