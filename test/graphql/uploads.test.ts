import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { Failure } from "../../src/base/failure.js";
import { parseUploadName, stagedName, writeUploadName } from "../../src/service/intake/upload-name.js";
import { uploadPieces } from "../../src/service/intake/upload-pieces.js";
import { at, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const create = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) {
  upload { id key byteSize receivedBytes parts { number offset byteSize method headers { key value } isReceived } }
  userErrors { code path } } }`;
const complete = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) {
  image { key contentType acl metadata { key value } } userErrors { code path } } }`;
const abort = `mutation ($input: AbortUploadInput!) { abortUpload(input: $input) { abortedUploadId userErrors { code path } } }`;
const ask = `query ($id: ID!, $expiresIn: Int) { upload(id: $id, expiresIn: $expiresIn) { receivedBytes parts { isReceived } } }`;

const content = JSON.stringify(photo);

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "old.jpg", { ...photo, width: 9 });
  const door = await openDoor(made.service, { defaultBucket: "photos" });

  /** Begins an upload, and sends text as its only part, as the HTTP door does. */
  const begin = async (text = content, more: object = {}) => {
    const byteSize = Buffer.byteLength(text);
    const input = { target: { key: "new.jpg" }, contentType: "image/png", byteSize, ...more };
    const { data } = await door.run(create, { input });
    const id: string = data.createUpload.upload.id;
    const { staged, uploadId } = parseUploadName(id);
    const send = async (sent = text) => {
      const upload = await made.service.getUpload(staged, uploadId, signed);
      await made.service.putPart(upload, 1, Readable.from([sent]), {}, signed);
    };
    return { id, staged, send };
  };
  const keys = async () =>
    (await made.store.list({ bucket: at("photos", "x").bucket, limit: 9 }, signed.signal)).objects;
  const end = async (id: string, more: object = {}) =>
    (await door.run(complete, { input: { uploadId: id, ...more } })).data.completeUpload;
  return { ...made, ...door, begin, end, keys: async () => (await keys()).map(({ key }) => key) };
}

test.each([
  [create, { target: { key: "a" }, contentType: "image/png", byteSize: 1 }],
  [complete, { uploadId: "x" }],
  [abort, { uploadId: "x" }],
])("the admin token is needed for %s", async (mutation, input) => {
  const { run } = await gallery();
  expect((await run(mutation, { input }, null)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
});

describe("an upload", () => {
  test("becomes an image when it is completed, and is nowhere to be seen before", async () => {
    const { begin, end, keys, run, service } = await gallery();
    const { id, send } = await begin(content, { metadata: [{ key: "Who", value: "me" }] });
    expect((await run(ask, { id })).data.upload).toEqual({ receivedBytes: 0, parts: [{ isReceived: false }] });
    await send();
    expect((await run(ask, { id })).data.upload).toEqual({
      receivedBytes: content.length,
      parts: [{ isReceived: true }],
    });
    expect(await keys()).toEqual(["old.jpg"]);
    expect(await end(id, { acl: "PRIVATE" })).toEqual({
      // The media type is that of the content, whatever was announced.
      image: { key: "new.jpg", contentType: "image/jpeg", acl: "PRIVATE", metadata: [{ key: "who", value: "me" }] },
      userErrors: [],
    });
    expect(await keys()).toEqual(["new.jpg", "old.jpg"]);
    expect((await service.getObject(at("photos", "new.jpg"), signed)).byteSize).toBe(content.length);
    expect((await run(ask, { id })).data.upload).toBeNull();
  });

  test("says how it is sent: the length and the media type of each part", async () => {
    const { run } = await gallery();
    const byteSize = 17 * 1024 ** 2;
    const { data } = await run(create, { input: { target: { key: "x.jpg" }, contentType: "image/jpeg", byteSize } });
    const { upload } = data.createUpload;
    expect(upload).toMatchObject({ key: "x.jpg", byteSize, receivedBytes: 0 });
    expect(upload.parts).toHaveLength(3);
    expect(upload.parts[2]).toEqual({
      ...{ number: 3, offset: 16 * 1024 ** 2, byteSize: 1024 ** 2, method: "PUT", isReceived: false },
      headers: [{ key: "Content-Type", value: "image/jpeg" }],
    });
  });

  test("of what is no image is dropped, and the target stays", async () => {
    const { begin, end, keys, service } = await gallery();
    const { id, send } = await begin("no image", { target: { key: "old.jpg" } });
    await send();
    const before = await service.getObject(at("photos", "old.jpg"), signed);
    expect(await end(id)).toEqual({ image: null, userErrors: [{ code: "BAD_REQUEST", path: ["uploadId"] }] });
    expect(await keys()).toEqual(["old.jpg"]);
    expect((await service.getObject(at("photos", "old.jpg"), signed)).version).toBe(before.version);
    expect(await end(id)).toEqual({ image: null, userErrors: [{ code: "NO_SUCH_UPLOAD", path: ["uploadId"] }] });
  });

  test("cannot be completed while something is missing, and goes on", async () => {
    const { begin, end } = await gallery();
    const { id, send } = await begin();
    const missing = { image: null, userErrors: [{ code: "INVALID_PART", path: ["uploadId"] }] };
    expect(await end(id)).toEqual(missing);
    await send(content.slice(1));
    expect(await end(id)).toEqual(missing);
    await send();
    expect(await end(id)).toMatchObject({ image: { key: "new.jpg" } });
  });

  test.each([
    [9, [], "part 1 has not come"],
    [20 * 1024 ** 2, [], "parts 1, 2, 3 have not come"],
    [20 * 1024 ** 2, [2], "parts 1, 3 have not come"],
    [12 * 8 * 1024 ** 2, [3], "parts 1, 2, 4, 5, 6, 7, 8, 9, 10, 11 and 1 more have not come"],
  ])("of %d bytes with only parts %j says what is missing", async (byteSize, sent, missing) => {
    const { run, store, engine } = await gallery();
    Object.assign(engine.capabilities.limits, { maxSourceBytes: 2 ** 30 });
    const input = { target: { key: "new.jpg" }, contentType: "image/png", byteSize };
    const { id } = (await run(create, { input })).data.createUpload.upload;
    store.listParts = async () => ({
      parts: sent.map((number) => ({ number, byteSize: 8 * 1024 ** 2, etag: "E", crc64: "1", lastModified: 1 })),
    });
    const text =
      "mutation ($id: ID!) { completeUpload(input: { uploadId: $id }) { userErrors { code path message hint } } }";
    expect((await run(text, { id })).data.completeUpload.userErrors).toEqual([
      {
        code: "INVALID_PART",
        path: ["uploadId"],
        message: `${missing}; \`upload(id:)\` gives URLs`,
        hint: expect.stringContaining("`upload(id:)`"),
      },
    ]);
  });

  test.each([
    new Failure("DeadlineExceeded", { limitMs: 1 }),
    new Failure("ServiceUnavailable", { reason: "busy", retryAfterSeconds: 1 }),
    new Failure("InternalError", {}),
  ])("that could not be looked at ($code) need not be sent anew", async (failure) => {
    const { begin, end, engine, service } = await gallery();
    const { id, send } = await begin();
    await send();
    engine.failNextInspection(failure);
    await expect(service.completeImageUpload(id, {}, signed)).rejects.toBe(failure);
    expect(await end(id)).toMatchObject({ image: { key: "new.jpg" }, userErrors: [] });
  });

  test("goes on when the target is there and must not be replaced", async () => {
    const { begin, end } = await gallery();
    const { id, send } = await begin(content, { target: { key: "old.jpg" } });
    await send();
    expect(await end(id, { ifExists: "FAIL" })).toEqual({
      image: null,
      userErrors: [{ code: "FILE_ALREADY_EXISTS", path: ["uploadId"] }],
    });
    expect(await end(id)).toMatchObject({ image: { key: "old.jpg" }, userErrors: [] });
  });

  test.each(["FAIL", "SKIP"])("by %s goes on, or ends, alike where the target came meanwhile", async (ifExists) => {
    const { begin, end, store } = await gallery();
    const { id, send } = await begin(content, { target: { key: "old.jpg" } });
    await send();
    vi.spyOn(store, "find").mockResolvedValueOnce(undefined);
    const answer = await end(id, { ifExists });
    if (ifExists === "SKIP") expect(answer).toMatchObject({ image: { key: "old.jpg" }, userErrors: [] });
    else {
      expect(answer).toMatchObject({ image: null, userErrors: [{ code: "FILE_ALREADY_EXISTS" }] });
      expect(await end(id)).toMatchObject({ image: { key: "old.jpg" }, userErrors: [] });
    }
  });

  test("is dropped by SKIP where the target is there", async () => {
    const { begin, end, run, keys } = await gallery();
    const { id, send } = await begin(content, { target: { key: "old.jpg" } });
    await send();
    expect(await end(id, { ifExists: "SKIP" })).toMatchObject({ image: { key: "old.jpg" }, userErrors: [] });
    expect((await run(ask, { id })).data.upload).toBeNull();
    expect(await keys()).toEqual(["old.jpg"]);
  });

  test("that was put together and not yet let in can be completed again, or dropped", async () => {
    const { begin, end, service, run, keys } = await gallery();
    for (const ending of ["complete", "abort"]) {
      const { id, send, staged } = await begin();
      await send();
      const upload = await service.getUpload(staged, parseUploadName(id).uploadId, signed);
      await service.completeUpload(upload, { parts: "all" }, signed);
      if (ending === "complete") expect(await end(id)).toMatchObject({ image: { key: "new.jpg" }, userErrors: [] });
      else {
        const { data } = await run(abort, { input: { uploadId: id } });
        expect(data.abortUpload).toEqual({ abortedUploadId: id, userErrors: [] });
      }
      expect(await keys()).toEqual(["new.jpg", "old.jpg"]);
    }
  });

  test("is dropped once", async () => {
    const { begin, run } = await gallery();
    const { id } = await begin();
    const drop = async () => (await run(abort, { input: { uploadId: id } })).data.abortUpload;
    expect(await drop()).toEqual({ abortedUploadId: id, userErrors: [] });
    expect(await drop()).toEqual({
      abortedUploadId: null,
      userErrors: [{ code: "NO_SUCH_UPLOAD", path: ["uploadId"] }],
    });
  });

  test.each(["REPLACE", "FAIL", "SKIP"])("answers its image again to who lost the answer, by %s", async (ifExists) => {
    const { begin, end, service } = await gallery();
    const { id, send } = await begin();
    await send();
    const first = await end(id, { ifExists });
    expect(first).toMatchObject({ image: { key: "new.jpg" }, userErrors: [] });
    const { version } = await service.getObject(at("photos", "new.jpg"), signed);
    expect(await end(id, { ifExists })).toEqual(first);
    expect((await service.getObject(at("photos", "new.jpg"), signed)).version).toBe(version);
  });

  test("that is completed twice at the same time is completed once", async () => {
    const { begin, end } = await gallery();
    const { id, send } = await begin();
    await send();
    const [first, second] = await Promise.all([end(id, { ifExists: "FAIL" }), end(id, { ifExists: "FAIL" })]);
    expect(first).toMatchObject({ image: { key: "new.jpg" }, userErrors: [] });
    expect(second).toEqual(first);
  });

  test("that was skipped is skipped again", async () => {
    const { begin, end } = await gallery();
    const { id, send } = await begin(content, { target: { key: "old.jpg" } });
    await send();
    const first = await end(id, { ifExists: "SKIP" });
    expect(first).toMatchObject({ image: { key: "old.jpg" }, userErrors: [] });
    expect(await end(id, { ifExists: "SKIP" })).toEqual(first);
  });

  test("has ended where something else is in the place of its image, or nothing", async () => {
    const { begin, end, put, service } = await gallery();
    const { id, send } = await begin();
    await send();
    await end(id);
    const ended = { image: null, userErrors: [{ code: "NO_SUCH_UPLOAD", path: ["uploadId"] }] };
    await put("photos", "new.jpg", "another");
    expect(await end(id)).toEqual(ended);
    await service.deleteObject(at("photos", "new.jpg"), signed);
    expect(await end(id)).toEqual(ended);
  });

  test("is for who may write the target", async () => {
    const { begin, service } = await gallery();
    const { id } = await begin();
    const bucket = at("photos", "x").bucket;
    const caller = {
      ...{ kind: "key" as const, accessKeyId: "k" },
      grant: { role: "write" as const, scopes: [{ bucket, prefix: "own/" }] },
    };
    const call = { ...signed, caller };
    const refused = { code: "AccessDenied" };
    await expect(service.getImageUpload(id, undefined, call)).rejects.toMatchObject(refused);
    await expect(service.completeImageUpload(id, {}, call)).rejects.toMatchObject(refused);
    await expect(service.abortImageUpload(id, call)).rejects.toMatchObject(refused);
    const own = { target: at("photos", "own/a.jpg"), contentType: "image/png", byteSize: 1 };
    const made = await service.createImageUpload(own, call);
    await expect(service.completeImageUpload(made.name, { acl: "public-read" }, call)).rejects.toMatchObject(refused);
  });
});

test.each<[string, object, string, readonly string[]]>([
  ["an empty file", { byteSize: 0 }, "INVALID_ARGUMENT", ["byteSize"]],
  ["a file that is too large", { byteSize: 1e12 }, "IMAGE_TOO_LARGE", ["byteSize"]],
  ["a media type that is none of an image", { contentType: "text/html" }, "INVALID_ARGUMENT", ["contentType"]],
  ["one that browsers run", { contentType: "image/svg+xml" }, "INVALID_ARGUMENT", ["contentType"]],
  ["a life that is too long", { expiresIn: 604_801 }, "INVALID_ARGUMENT", ["expiresIn"]],
  ["no life", { expiresIn: 0 }, "INVALID_ARGUMENT", ["expiresIn"]],
  ["a bucket that is not there", { target: { bucket: "nowhere", key: "a" } }, "NO_SUCH_BUCKET", ["target", "bucket"]],
  ["a name that no object has", { target: { key: "" } }, "INVALID_OBJECT_NAME", ["target", "key"]],
  ["odd metadata", { metadata: [{ key: "a b", value: "" }] }, "INVALID_ARGUMENT", ["metadata", "0", "key"]],
])("%s is a user error, and nothing begins", async (_, change, code, path) => {
  const { run, store } = await gallery();
  const input = { target: { key: "a.jpg" }, contentType: "image/png", byteSize: 9, ...change };
  const { data } = await run(create, { input });
  expect(data.createUpload).toEqual({ upload: null, userErrors: [{ code, path }] });
  expect(store.calls).not.toContain("startUpload");
});

describe("an id", () => {
  const target = at("photos", "图\n/a");
  const staged = stagedName(target);
  const written = { target, staged, uploadId: "ID", byteSize: 5, contentType: "image/png" };
  const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const good: readonly unknown[] = ["photos", target.key, staged.key, "ID", 5, "image/png"];

  test("says what it was made of", () => {
    expect(parseUploadName(writeUploadName(written))).toEqual(written);
    expect(parseUploadName(forged(good))).toEqual(written);
  });

  test.each([
    ["nothing", ""],
    ["other text", "x"],
    ["no list", forged({})],
    ["too little", forged(good.slice(1))],
    ["a place that is not for what waits", forged(good.with(2, "old.jpg"))],
    ["a place beside it", forged(good.with(2, `${staged.key}/../../../old.jpg`))],
    ["a place where something else waits", forged(good.with(1, "own/a.jpg"))],
    ["a name that no bucket has", forged(good.with(0, "A"))],
    ["a name that no object has", forged(good.with(1, ""))],
    ["a length that is none", forged(good.with(4, "5"))],
    ["a type that is none", forged(good.with(5, null))],
  ])("of %s is refused", async (_, id) => {
    const { run, store } = await gallery();
    const before = store.calls.length;
    const refusal = { code: "INVALID_ARGUMENT", path: ["uploadId"] };
    for (const [field, mutation] of Object.entries({ completeUpload: complete, abortUpload: abort }))
      expect((await run(mutation, { input: { uploadId: id } })).data[field].userErrors).toEqual([refusal]);
    expect((await run(ask, { id })).errors).toMatchObject([{ extensions: { inputPath: ["id"] } }]);
    expect(store.calls).toHaveLength(before);
  });

  test("of a larger file than createUpload takes gives no URLs", async () => {
    const { run } = await gallery();
    const { errors } = await run(ask, { id: forged(good.with(4, 1e12)) });
    expect(errors).toMatchObject([{ extensions: { code: "IMAGE_TOO_LARGE", inputPath: ["id"] } }]);
  });
});

test.each([
  [1, 1, 1],
  [16 * 1024 ** 2, 1, 16 * 1024 ** 2],
  [16 * 1024 ** 2 + 1, 3, 1],
  [24 * 1024 ** 2, 3, 8 * 1024 ** 2],
  [10_000 * 1024 ** 2, 1000, 10_485_760],
])("a file of %i bytes comes in %i pieces, the last of %i", (byteSize, count, last) => {
  const pieces = uploadPieces(byteSize);
  expect(pieces).toHaveLength(count);
  expect(pieces.at(-1)?.byteSize).toBe(last);
  expect(pieces.reduce((sum, piece) => sum + piece.byteSize, 0)).toBe(byteSize);
  pieces.forEach((piece, i) => {
    expect(piece).toMatchObject({ number: i + 1, offset: pieces.slice(0, i).reduce((s, p) => s + p.byteSize, 0) });
  });
});
