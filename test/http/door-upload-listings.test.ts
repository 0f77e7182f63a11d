import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorServer, startDoor } from "./door-server.js";
import { md5, texts, two, uploadsOf } from "./upload-requests.js";

let door: DoorServer;
const { ask, putPart, start } = uploadsOf(() => door);

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("listings", () => {
  test("parts, page by page", async () => {
    const id = await start("k");
    for (const number of [5, 1, 3]) await putPart("k", id, number, two);
    const whole = await ask("GET", "k", `uploadId=${id}`);
    expect(texts(whole, "PartNumber")).toEqual(["1", "3", "5"]);
    for (const [name, text] of Object.entries({
      UploadId: id,
      PartNumberMarker: "0",
      NextPartNumberMarker: "5",
      MaxParts: "1000",
      IsTruncated: "false",
      StorageClass: "Standard",
      LastModified: "1970-01-01T00:00:00.000Z",
      ETag: `&quot;${md5(two)}&quot;`,
      Size: "7",
    }))
      expect(whole.element(name)).toBe(text);

    const page = await ask("GET", "k", `uploadId=${id}`, { rest: "&max-parts=2&part-number-marker=" });
    expect(texts(page, "PartNumber")).toEqual(["1", "3"]);
    expect([page.element("IsTruncated"), page.element("NextPartNumberMarker")]).toEqual(["true", "3"]);
    const next = await ask("GET", "k", `uploadId=${id}`, { rest: "&max-parts=2&part-number-marker=3" });
    expect([texts(next, "PartNumber"), next.element("IsTruncated")]).toEqual([["5"], "false"]);
  });

  test("uploads, page by page", async () => {
    const [a1, a2, b] = [await start("a"), await start("a"), await start("b/c d")];
    const list = (rest = "") => door.send({ path: `/demo/?uploads=${rest}`, sign: "/demo/?uploads" });
    const whole = await list();
    expect(texts(whole, "UploadId")).toEqual([a1, a2, b]);
    expect(texts(whole, "Key")).toEqual(["a", "a", "b/c d"]);
    for (const [name, text] of Object.entries({
      Bucket: "demo",
      MaxUploads: "1000",
      IsTruncated: "false",
      StorageClass: "Standard",
      Initiated: "1970-01-01T00:00:00.000Z",
    }))
      expect(whole.element(name)).toBe(text);

    const page = await list("&max-uploads=1");
    expect([texts(page, "UploadId"), page.element("IsTruncated")]).toEqual([[a1], "true"]);
    expect([page.element("NextKeyMarker"), page.element("NextUploadIdMarker")]).toEqual(["a", a1]);
    expect(texts(await list(`&max-uploads=1&key-marker=a&upload-id-marker=${a1}`), "UploadId")).toEqual([a2]);
    expect(texts(await list("&key-marker=a"), "UploadId")).toEqual([b]);
    expect(texts(await list(`&upload-id-marker=${a1}`), "UploadId")).toEqual([a1, a2, b]);
    const encoded = await list("&prefix=b%2Fc&encoding-type=url");
    expect([texts(encoded, "Key"), encoded.element("Prefix")]).toEqual([["b/c%20d"], "b/c"]);
  });

  test.each([
    "max-uploads=0",
    "max-uploads=1001",
    "max-uploads=x",
    "encoding-type=html",
  ])("?uploads&%s is refused", async (rest) => {
    const reply = await door.send({ path: `/demo/?uploads&${rest}`, sign: "/demo/?uploads" });
    expect([reply.element("Code"), reply.element("ArgumentName")]).toEqual(["InvalidArgument", rest.split("=")[0]]);
  });

  test.each(["max-parts=0", "max-parts=1001", "part-number-marker=-1"])("?uploadId&%s is refused", async (rest) => {
    const id = await start("k");
    expect((await ask("GET", "k", `uploadId=${id}`, { rest: `&${rest}` })).element("Code")).toBe("InvalidArgument");
  });
});
