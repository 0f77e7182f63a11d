import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { Failure } from "../../src/base/failure.js";
import type { RemoteFiles } from "../../src/service/ports.js";
import { at, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const mutation = `mutation ($input: ImportImageInput!) { importImage(input: $input) {
  image { key contentType acl metadata { key value } } userErrors { code path } } }`;

/** What other hosts have, by URL; a failure is thrown. */
async function gallery(files: Readonly<Record<string, string | Failure | (() => Readable)>> = {}) {
  const asked: string[] = [];
  const remoteFiles: RemoteFiles = {
    async open(url) {
      asked.push(url);
      const file = files[url];
      if (file instanceof Failure) throw file;
      if (typeof file === "function") return { body: file() };
      const text = file ?? JSON.stringify(photo);
      return { body: Readable.from([text]), byteSize: Buffer.byteLength(text) };
    },
  };
  const made = house({ remoteFiles });
  await made.bucket("photos", "public-read");
  await made.put("photos", "old.jpg", { ...photo, width: 9 });
  const door = await openDoor(made.service, { defaultBucket: "photos" });
  const run = async (input: object) => {
    const all = { url: "https://a.example/a.jpg", target: { key: "new.jpg" }, ...input };
    const { data, errors } = await door.run(mutation, { input: all });
    expect(errors).toBeUndefined();
    return data.importImage;
  };
  const keys = async () =>
    (await made.store.list({ bucket: at("photos", "x").bucket, limit: 9 }, signed.signal)).objects.map(
      ({ key }) => key,
    );
  return { ...made, asked, import: run, keys };
}

describe("importImage", () => {
  test("makes an image of what another host has, with the media type of its content", async () => {
    const made = await gallery();
    expect(await made.import({ acl: "PRIVATE", metadata: [{ key: "From", value: "a" }] })).toEqual({
      image: { key: "new.jpg", contentType: "image/jpeg", acl: "PRIVATE", metadata: [{ key: "from", value: "a" }] },
      userErrors: [],
    });
    expect(await made.keys()).toEqual(["new.jpg", "old.jpg"]);
    expect(made.asked).toEqual(["https://a.example/a.jpg"]);
  });

  test("tells the store the length that the other host announces", async () => {
    const made = await gallery();
    const put = vi.spyOn(made.store, "put");
    await made.import({});
    expect(put.mock.calls[0]?.[2]).toMatchObject({ expectedBytes: Buffer.byteLength(JSON.stringify(photo)) });
  });

  test.each<[string, object, string, readonly string[]]>([
    ["what is refused", { url: "https://refused.example/" }, "IMPORT_REFUSED", ["url"]],
    ["a host that fails", { url: "https://failed.example/" }, "IMPORT_FAILED", ["url"]],
    ["what is no image", { url: "https://text.example/" }, "BAD_REQUEST", ["url"]],
    ["what breaks off", { url: "https://broken.example/" }, "IMPORT_FAILED", ["url"]],
    ["what turns out too large", { url: "https://large.example/" }, "IMAGE_TOO_LARGE", ["url"]],
    ["a bucket that is not there", { target: { bucket: "nowhere", key: "a" } }, "NO_SUCH_BUCKET", ["target", "bucket"]],
    ["a name that no object has", { target: { key: "" } }, "INVALID_OBJECT_NAME", ["target", "key"]],
    [
      "a target that is there",
      { target: { key: "old.jpg" }, ifExists: "FAIL" },
      "FILE_ALREADY_EXISTS",
      ["target", "key"],
    ],
    ["odd metadata", { metadata: [{ key: "a b", value: "" }] }, "INVALID_ARGUMENT", ["metadata", "0", "key"]],
  ])("%s is a user error, and nothing stays", async (_, input, code, path) => {
    const failing = (error: Error) => () =>
      new Readable({
        read() {
          this.destroy(error);
        },
      });
    const made = await gallery({
      "https://refused.example/": new Failure("ImportRefused", { url: "u", reason: "r" }),
      "https://failed.example/": new Failure("ImportFailed", { host: "h", reason: "r" }),
      "https://text.example/": "no image",
      "https://broken.example/": failing(new Error("ECONNRESET")),
      "https://large.example/": failing(new Failure("ImageTooLarge", { what: "It", limit: "1", got: "2" })),
    });
    expect(await made.import(input)).toEqual({ image: null, userErrors: [{ code, path }] });
    expect(await made.keys()).toEqual(["old.jpg"]);
  });

  test("nothing stays when there is no time to look at it", async () => {
    const made = await gallery();
    const busy = new Failure("ServiceUnavailable", { reason: "busy", retryAfterSeconds: 1 });
    vi.spyOn(made.engine, "inspect").mockRejectedValue(busy);
    const input = { url: "https://a.example/", target: at("photos", "a.jpg") };
    await expect(made.service.importImage(input, signed)).rejects.toBe(busy);
    expect(await made.keys()).toEqual(["old.jpg"]);
  });

  test.each(["FAIL", "SKIP"])("%s fetches nothing where the target is there", async (ifExists) => {
    const made = await gallery();
    const { image } = await made.import({ target: { key: "old.jpg" }, ifExists });
    expect(image?.key).toBe(ifExists === "SKIP" ? "old.jpg" : undefined);
    expect(made.asked).toEqual([]);
  });

  test("is for who may write the target, and tells nobody else of other hosts", async () => {
    const { service, asked } = await gallery();
    const caller = { kind: "key", accessKeyId: "k", grant: { role: "read", scopes: "everywhere" } } as const;
    const input = { url: "https://a.example/", target: at("photos", "a.jpg") };
    await expect(service.importImage(input, { ...signed, caller })).rejects.toMatchObject({ code: "AccessDenied" });
    expect(asked).toEqual([]);
  });
});
