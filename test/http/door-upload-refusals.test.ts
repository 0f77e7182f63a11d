import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorServer, startDoor } from "./door-server.js";
import { md5, one, partsOf, two, uploadsOf } from "./upload-requests.js";

let door: DoorServer;
const { ask, complete, putPart, read, start } = uploadsOf(() => door);

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("refusals", () => {
  test.each<[string, string, string]>([
    ["PUT", "partNumber=0&uploadId=ID", "InvalidArgument"],
    ["PUT", "partNumber=10001&uploadId=ID", "InvalidArgument"],
    ["PUT", "partNumber=1.5&uploadId=ID", "InvalidArgument"],
    ["PUT", "partNumber&uploadId=ID", "MissingArgument"],
    ["PUT", "partNumber=1", "MissingArgument"],
    ["PUT", "partNumber=1&uploadId", "MissingArgument"],
    ["PUT", "partNumber=1&uploadId=0000", "NoSuchUpload"],
    ["PUT", "uploadId=ID", "MethodNotAllowed"],
    ["POST", "uploadId=0000", "NoSuchUpload"],
    ["DELETE", "uploadId=0000", "NoSuchUpload"],
    ["GET", "uploadId=0000", "NoSuchUpload"],
    ["GET", "uploadId", "MissingArgument"],
  ])("%s ?%s is %s, and the object stays", async (method, query, code) => {
    await door.put("demo", "k", "there");
    const id = await start("k");
    expect(
      (await ask(method, "k", query.replace("ID", id), { ...(method !== "GET" && { body: "x" }) })).element("Code"),
    ).toBe(code);
    expect((await read("k")).text).toBe("there");
  });

  test("an id belongs to its key", async () => {
    const id = await start("k");
    expect((await putPart("other", id, 1, two)).element("Code")).toBe("NoSuchUpload");
    expect((await ask("GET", "other", `uploadId=${id}`)).element("Code")).toBe("NoSuchUpload");
  });

  const [a, b] = [md5(one), md5(two)];
  test.each<[string, string, string, Record<string, string>]>([
    ["a part that was not received", partsOf([9, a]), "InvalidPart", { PartNumber: "9", ETag: a }],
    ["another ETag", partsOf([1, b]), "InvalidPart", { PartNumber: "1" }],
    ["descending numbers", partsOf([2, b], [1, a]), "InvalidPartOrder", { PartNumber: "1" }],
    ["a number twice", partsOf([1, a], [1, a]), "InvalidPartOrder", { PartNumber: "1" }],
    ["a small part before the last", partsOf([2, b], [3, a]), "EntityTooSmall", { PartNumber: "2", ProposedSize: "7" }],
    ["a number beyond 10000", partsOf([10001, a]), "InvalidArgument", { ArgumentName: "PartNumber" }],
    ["no parts", "<CompleteMultipartUpload/>", "MalformedXML", {}],
    [
      "a part without an ETag",
      "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
      "MalformedXML",
      {},
    ],
    ["no body", "", "MalformedXML", {}],
  ])("completing with %s is refused, and the upload stays", async (_, body, code, elements) => {
    const id = await start("k");
    for (const [number, bytes] of [
      [1, one],
      [2, two],
      [3, one],
    ] as const)
      await putPart("k", id, number, bytes);
    const reply = await complete("k", id, body);
    expect([reply.status, reply.element("Code")]).toEqual([400, code]);
    for (const [name, text] of Object.entries(elements)) expect(reply.element(name)).toBe(text);
    expect((await complete("k", id, partsOf([1, a], [2, b]))).status).toBe(200);
  });

  test("digests are compared, headers that promise what is not kept are refused", async () => {
    const id = await start("k");
    expect((await putPart("k", id, 1, two, { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" })).element("Code")).toBe(
      "InvalidDigest",
    );
    for (const headers of [{ "x-oss-callback": "e30=" }, { "x-oss-server-side-encryption": "AES256" }] as const)
      expect((await ask("POST", "k", "uploads", { headers: headers as Record<string, string> })).element("Code")).toBe(
        "NotImplemented",
      );
  });

  test("strangers learn nothing", async () => {
    const id = await start("k");
    for (const [method, path] of [
      ["POST", "/demo/k?uploads"],
      ["PUT", `/demo/k?partNumber=1&uploadId=${id}`],
      ["POST", `/demo/k?uploadId=${id}`],
      ["DELETE", `/demo/k?uploadId=${id}`],
      ["GET", `/demo/k?uploadId=${id}`],
      ["GET", "/demo/?uploads"],
    ] as const)
      expect((await door.send({ method, path, headers: { "content-length": "0" } })).element("Code")).toBe(
        "AccessDenied",
      );
  });
});
