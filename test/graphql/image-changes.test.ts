import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import type { Service } from "../../src/service/index.js";
import { at, contentOf, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const answer = "image { key bucket { name } acl metadata { key value } } userErrors { code path }";
const copy = `mutation ($input: CopyImageInput!) { copyImage(input: $input) { written ${answer} } }`;
const move = `mutation ($input: MoveImageInput!) { moveImage(input: $input) { written ${answer} } }`;
const setAcl = `mutation ($input: SetImageAclInput!) { setImageAcl(input: $input) { ${answer} } }`;
const setMetadata = `mutation ($input: SetImageMetadataInput!) { setImageMetadata(input: $input) { ${answer} } }`;
const remove = `mutation ($input: DeleteImagesInput!) {
  deleteImages(input: $input) { deletions { key deletedImageId error { code path } } userErrors { code path } } }`;

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read-write");
  await made.bucket("vault");
  await made.put("photos", "a.jpg", photo, "private");
  await made.put("photos", "b.jpg", { ...photo, width: 10 });
  await made.put("photos", "words.txt", "words");
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

type Gallery = Awaited<ReturnType<typeof gallery>>;

async function keysIn({ service }: Gallery, bucket: string): Promise<string[]> {
  const { objects } = await service.listObjects({ bucket: parseBucketName(bucket), limit: 100 }, signed);
  return objects.map(({ key }) => key);
}

describe("the admin token", () => {
  const image = { key: "a.jpg" };
  test.each([
    [copy, { source: image, target: { key: "c.jpg" } }],
    [move, { source: image, target: { key: "c.jpg" } }],
    [remove, { keys: ["a.jpg"] }],
    [setAcl, { image, acl: "PRIVATE" }],
    [setMetadata, { image }],
  ])("is needed for %s", async (mutation, input) => {
    const { run, store } = await gallery();
    const before = store.calls.length;
    const { data, errors } = await run(mutation, { input }, null);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED", status: 401 } }]);
    expect(store.calls).toHaveLength(before);
  });
});

describe.each([
  ["copyImage", copy],
  ["moveImage", move],
])("%s", (field, mutation) => {
  test.each<[string, object, string, readonly string[]]>([
    ["a source that is not there", { source: { key: "x.jpg" } }, "NO_SUCH_KEY", ["source", "key"]],
    [
      "a source bucket that is not there",
      { source: { bucket: "nowhere", key: "a.jpg" } },
      "NO_SUCH_BUCKET",
      ["source", "bucket"],
    ],
    [
      "a target bucket that is not there",
      { target: { bucket: "nowhere", key: "a.jpg" } },
      "NO_SUCH_BUCKET",
      ["target", "bucket"],
    ],
    ["a name that no bucket has", { target: { bucket: "A", key: "x" } }, "INVALID_BUCKET_NAME", ["target", "bucket"]],
    ["a name that no object has", { target: { key: "/x" } }, "INVALID_OBJECT_NAME", ["target", "key"]],
    ["a source that is no image", { source: { key: "words.txt" } }, "BAD_REQUEST", ["source"]],
    [
      "a target that is there",
      { target: { key: "b.jpg" }, ifExists: "FAIL" },
      "FILE_ALREADY_EXISTS",
      ["target", "key"],
    ],
  ])("%s is a user error, and nothing changes", async (_, change, code, path) => {
    const made = await gallery();
    const input = { source: { key: "a.jpg" }, target: { key: "c.jpg" }, ...change };
    const { data, errors } = await made.run(mutation, { input });
    expect(errors).toBeUndefined();
    expect(data[field]).toEqual({ written: false, image: null, userErrors: [{ code, path }] });
    expect(await keysIn(made, "photos")).toEqual(["a.jpg", "b.jpg", "words.txt"]);
  });

  test("SKIP leaves both as they are", async () => {
    const made = await gallery();
    const input = { source: { key: "a.jpg" }, target: { key: "b.jpg" }, ifExists: "SKIP" };
    const { data } = await made.run(mutation, { input });
    expect(data[field]).toMatchObject({ written: false, image: { key: "b.jpg" }, userErrors: [] });
    expect(await keysIn(made, "photos")).toEqual(["a.jpg", "b.jpg", "words.txt"]);
  });
});

describe("copyImage", () => {
  test("makes another of the same bytes, with the ACL that is asked for", async () => {
    const made = await gallery();
    const target = { bucket: "vault", key: "copy.jpg" };
    const { data } = await made.run(copy, { input: { source: { key: "a.jpg" }, target, acl: "PUBLIC_READ" } });
    expect(data.copyImage).toEqual({
      written: true,
      image: { key: "copy.jpg", bucket: { name: "vault" }, acl: "PUBLIC_READ", metadata: [] },
      userErrors: [],
    });
    const copied = await made.service.getObject(at("vault", "copy.jpg"), signed);
    expect(await contentOf(made, copied)).toBe(JSON.stringify(photo));
    expect(await keysIn(made, "photos")).toContain("a.jpg");
  });

  test("has the ACL of its bucket where none is asked for", async () => {
    const { run } = await gallery();
    const { data } = await run(copy, { input: { source: { key: "a.jpg" }, target: { key: "c.jpg" } } });
    expect(data.copyImage.image.acl).toBe("DEFAULT");
  });
});

describe("moveImage", () => {
  test("gives it another name, with the ACL of its own", async () => {
    const made = await gallery();
    const target = { bucket: "vault", key: "c.jpg" };
    const { data } = await made.run(move, { input: { source: { key: "a.jpg" }, target } });
    expect(data.moveImage).toMatchObject({ written: true, image: { key: "c.jpg", acl: "PRIVATE" }, userErrors: [] });
    expect(await keysIn(made, "photos")).toEqual(["b.jpg", "words.txt"]);
    expect(await keysIn(made, "vault")).toEqual(["c.jpg"]);
  });

  test("onto itself is a user error", async () => {
    const made = await gallery();
    const { data } = await made.run(move, { input: { source: { key: "a.jpg" }, target: { key: "a.jpg" } } });
    expect(data.moveImage.userErrors).toEqual([{ code: "INVALID_ARGUMENT", path: ["target"] }]);
    expect(await keysIn(made, "photos")).toContain("a.jpg");
  });

  test("leaves a source that was replaced meanwhile, and says so", async () => {
    const made = await gallery();
    const source = await made.service.getObject(at("photos", "a.jpg"), signed);
    await made.put("photos", "a.jpg", { ...photo, width: 7 });
    const moving = made.service.moveObject(source, at("vault", "c.jpg"), {}, signed);
    await expect(moving).rejects.toMatchObject({ code: "ServiceUnavailable" });
    expect(await keysIn(made, "photos")).toContain("a.jpg");
  });
});

describe("deleteImages", () => {
  test("answers each name, in order", async () => {
    const made = await gallery();
    const { data } = await made.run(remove, { input: { keys: ["x.jpg", "a.jpg", "/", "words.txt", "a.jpg"] } });
    const gone = expect.any(String);
    expect(data.deleteImages).toEqual({
      deletions: [
        { key: "x.jpg", deletedImageId: null, error: { code: "NO_SUCH_KEY", path: ["keys", "0"] } },
        { key: "a.jpg", deletedImageId: gone, error: null },
        { key: "/", deletedImageId: null, error: { code: "INVALID_OBJECT_NAME", path: ["keys", "2"] } },
        { key: "words.txt", deletedImageId: gone, error: null },
        { key: "a.jpg", deletedImageId: gone, error: null },
      ],
      userErrors: [],
    });
    expect(await keysIn(made, "photos")).toEqual(["b.jpg"]);
  });

  test("a name that is not the caller's to delete is refused by itself", async () => {
    const { service, put } = await gallery();
    await put("photos", "own/c.jpg", photo, "private");
    const bucket = parseBucketName("photos");
    const scopes = [{ bucket, prefix: "own/" }];
    const caller = { kind: "key", accessKeyId: "k", grant: { role: "write", scopes } } as const;
    const keys = ["own/c.jpg", "a.jpg"].map((key) => at("photos", key).key);
    expect(await service.deleteEach(bucket, keys, { ...signed, caller })).toMatchObject([
      { key: "own/c.jpg", outcome: "deleted" },
      { key: "a.jpg", outcome: "refused", failure: { code: "AccessDenied" } },
    ]);
  });

  test.each<[string, object, string, readonly string[]]>([
    ["no name", { keys: [] }, "INVALID_ARGUMENT", ["keys"]],
    ["too many names", { keys: Array.from({ length: 1001 }, (_, i) => `k${i}`) }, "INVALID_ARGUMENT", ["keys"]],
    ["a bucket that is not there", { bucket: "nowhere", keys: ["a"] }, "NO_SUCH_BUCKET", ["bucket"]],
    ["a name that no bucket has", { bucket: "A", keys: ["a"] }, "INVALID_BUCKET_NAME", ["bucket"]],
  ])("%s is a user error", async (_, input, code, path) => {
    const { run } = await gallery();
    const { data, errors } = await run(remove, { input });
    expect(errors).toBeUndefined();
    expect(data.deleteImages).toEqual({ deletions: [], userErrors: [{ code, path }] });
  });
});

describe.each([
  ["setImageAcl", setAcl, { acl: "PUBLIC_READ" }],
  ["setImageMetadata", setMetadata, { metadata: [] }],
])("%s", (field, mutation, change) => {
  test.each<[string, object, string, readonly string[]]>([
    ["an image that is not there", { key: "x.jpg" }, "NO_SUCH_KEY", ["image", "key"]],
    ["a bucket that is not there", { bucket: "nowhere", key: "a" }, "NO_SUCH_BUCKET", ["image", "bucket"]],
    ["a name that no object has", { key: "" }, "INVALID_OBJECT_NAME", ["image", "key"]],
    ["what is no image", { key: "words.txt" }, "BAD_REQUEST", ["image"]],
  ])("%s is a user error", async (_, image, code, path) => {
    const { run } = await gallery();
    const { data, errors } = await run(mutation, { input: { image, ...change } });
    expect(errors).toBeUndefined();
    expect(data[field]).toEqual({ image: null, userErrors: [{ code, path }] });
  });
});

test("setImageAcl replaces the ACL", async () => {
  const { run, service } = await gallery();
  const { data } = await run(setAcl, { input: { image: { key: "a.jpg" }, acl: "PUBLIC_READ" } });
  expect(data.setImageAcl.image.acl).toBe("PUBLIC_READ");
  expect(await service.getObjectAcl(at("photos", "a.jpg"), signed)).toBe("public-read");
});

describe("setImageMetadata", () => {
  const image = { key: "a.jpg" };

  test("replaces what is given, and leaves the rest, the ACL included", async () => {
    const { run, service } = await gallery();
    const first = { metadata: [{ key: "Who", value: "me" }], cacheControl: "max-age=9", contentDisposition: "inline" };
    const { data } = await run(setMetadata, { input: { image, ...first } });
    expect(data.setImageMetadata).toMatchObject({
      image: { acl: "PRIVATE", metadata: [{ key: "who", value: "me" }] },
      userErrors: [],
    });
    await run(setMetadata, { input: { image, cacheControl: "no-cache" } });
    expect(await service.getObject(at("photos", "a.jpg"), signed)).toMatchObject({
      contentType: "image/jpeg",
      metadata: { who: "me" },
      cacheControl: "no-cache",
      contentDisposition: "inline",
      acl: "private",
    });
  });

  test.each([[null], [""]])("%j takes a header away", async (nothing) => {
    const { run, service } = await gallery();
    await run(setMetadata, { input: { image, cacheControl: "max-age=9", metadata: [{ key: "a", value: "b" }] } });
    const none = { cacheControl: nothing, metadata: nothing === null ? null : [] };
    const { data } = await run(setMetadata, { input: { image, ...none } });
    expect(data.setImageMetadata.image.metadata).toEqual([]);
    expect(await service.getObject(at("photos", "a.jpg"), signed)).not.toHaveProperty("cacheControl");
  });

  test.each<[string, object, ...string[]]>([
    ["an odd name", { metadata: [{ key: "a b", value: "c" }] }, "metadata", "0", "key"],
    ["a name twice", { metadata: ["by", "By"].map((key) => ({ key, value: "c" })) }, "metadata", "1", "key"],
    ["more than 8 KB", { metadata: ["a", "b", "c"].map((key) => ({ key, value: "图".repeat(1000) })) }, "metadata"],
    ["a line break", { metadata: [{ key: "a", value: "b\r\nc" }] }, "metadata", "0", "value"],
    ["a line break in a header", { cacheControl: "a\nb" }, "cacheControl"],
    ["a line break in the disposition", { contentDisposition: "a\nb" }, "contentDisposition"],
  ])("%s is a user error", async (_, change, ...path) => {
    const { run } = await gallery();
    const { data } = await run(setMetadata, { input: { image, ...change } });
    expect(data.setImageMetadata).toEqual({
      image: null,
      userErrors: [{ code: "INVALID_ARGUMENT", path }],
    });
  });

  test("the store's trouble is no user error", async () => {
    const { service } = await gallery();
    const broken: Service = { ...service, setObjectHeaders: () => Promise.reject(new TypeError("secret detail")) };
    const { run } = await openDoor(broken, { defaultBucket: "photos" });
    const { errors } = await run(setMetadata, { input: { image } });
    expect(errors).toMatchObject([{ extensions: { code: "INTERNAL_ERROR" } }]);
  });
});
