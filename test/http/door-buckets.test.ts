import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorServer, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});

afterEach(() => door.stop());

describe("buckets", () => {
  test("their life", async () => {
    const made = await door.send({
      method: "PUT",
      path: "/new-one",
      headers: { "x-oss-acl": "public-read" },
      body: "<CreateBucketConfiguration><StorageClass>Standard</StorageClass></CreateBucketConfiguration>",
      sign: "/new-one/",
    });
    expect([made.status, made.headers.location]).toEqual([200, "/new-one"]);
    const info = await door.send({ path: "/new-one/?bucketInfo", sign: "/new-one/?bucketInfo" });
    expect([info.element("Name"), info.element("Grant"), info.element("Location")]).toEqual([
      "new-one",
      "public-read",
      "oss-cn-hangzhou",
    ]);
    const location = await door.send({ path: "/new-one/?location", sign: "/new-one/?location" });
    expect(location.element("LocationConstraint")).toBe("oss-cn-hangzhou");
    const acl = { path: "/new-one/?acl", sign: "/new-one/?acl" };
    expect((await door.send({ ...acl, method: "PUT", headers: { "x-oss-acl": "private" } })).status).toBe(200);
    expect((await door.send(acl)).element("Grant")).toBe("private");
    expect((await door.send({ method: "DELETE", path: "/new-one", sign: "/new-one/" })).status).toBe(204);
    expect((await door.send(acl)).element("Code")).toBe("NoSuchBucket");
  });

  test("PutBucketAcl makes a bucket that is not there, and says which it is", async () => {
    const acl = { path: "/by-acl?acl", sign: "/by-acl/?acl" };
    const put = { ...acl, method: "PUT", headers: { "x-oss-acl": "public-read", "content-length": "0" } };
    for (const reply of [await door.send(put), await door.send(put)])
      expect([reply.status, reply.headers.location]).toEqual([200, "/by-acl"]);
    expect((await door.send(acl)).element("Grant")).toBe("public-read");
    const { sign: _, ...unsigned } = put;
    expect((await door.send({ ...unsigned, path: "/not-mine?acl" })).element("Code")).toBe("AccessDenied");
  });

  test.each([
    ["PUT", "/graphql", "/graphql/", {}, "InvalidBucketName"],
    ["PUT", "/demo?acl", "/demo/?acl", { "x-oss-acl": "everyone" }, "InvalidArgument"],
    ["PUT", "/demo?acl", "/demo/?acl", {}, "MissingArgument"],
    ["DELETE", "/open", "/open/", {}, "BucketNotEmpty"],
    ["GET", "/demo?cors", "/demo/?cors", {}, "NoSuchCORSConfiguration"],
  ])("%s %s is %s", async (method, path, sign, headers, code) => {
    await door.put("open", "k", "x");
    const reply = await door.send({ method, path, headers: { ...headers, "content-length": "0" }, sign });
    expect(reply.element("Code")).toBe(code);
  });
});

test("whoever may not make a bucket is told so, whatever the body holds", async () => {
  const reply = await door.send({ method: "PUT", path: "/new-one", body: "<broken" });
  expect(reply.element("Code")).toBe("AccessDenied");
});

describe("listing", () => {
  beforeEach(async () => {
    for (const key of ["a b+c", "a/1", "a/2", "图"]) await door.put("open", key, "x");
  });
  const keys = (text: string) => [...text.matchAll(/<Key>([^<]*)</g)].map(([, key]) => key);

  test("version 1, page by page, with owners", async () => {
    const first = await door.send({ path: "/open/?max-keys=2" });
    expect(keys(first.text)).toEqual(["a b+c", "a/1"]);
    expect([first.element("IsTruncated"), first.element("NextMarker")]).toEqual(["true", "a/1"]);
    expect(first.text).toContain("<Owner><ID>");
    expect(first.element("LastModified")).toBe("1970-01-01T00:00:00.000Z");
    const second = await door.send({ path: "/open/?max-keys=2&marker=a/1" });
    expect([keys(second.text), second.element("IsTruncated")]).toEqual([["a/2", "图"], "false"]);
  });

  test("version 2, page by page, with tokens that nothing encodes", async () => {
    const first = await door.send({ path: "/open?list-type=2&max-keys=3&encoding-type=url&start-after=a%20" });
    expect(keys(first.text)).toEqual(["a%20b%2Bc", "a/1", "a/2"]);
    expect([first.element("KeyCount"), first.element("StartAfter")]).toEqual(["3", "a%20"]);
    expect(first.text).not.toContain("<Owner>");
    const token = first.element("NextContinuationToken") ?? "";
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
    const second = await door.send({
      path: `/open/?list-type=2&continuation-token=${token}&fetch-owner=true`,
      sign: `/open/?continuation-token=${token}`,
    });
    expect([keys(second.text), second.element("ContinuationToken")]).toEqual([["图"], token]);
    expect(second.text).toContain("<Owner>");
  });

  test.each([
    "max-keys=0",
    "max-keys=1001",
    "max-keys=x",
    "encoding-type=base64",
    "list-type=3",
    "list-type=2&continuation-token=*",
    "list-type=2&continuation-token=_w",
  ])("?%s is refused", async (query) => {
    expect((await door.send({ path: `/open/?${query}` })).element("Code")).toBe("InvalidArgument");
  });

  test("a private bucket shows its names to nobody without a key", async () => {
    expect((await door.send({ path: "/demo/" })).element("Code")).toBe("AccessDenied");
    expect((await door.send({ path: "/demo/", sign: "/demo/" })).status).toBe(200);
  });
});

describe("styles", () => {
  test("their life", async () => {
    const at = "/demo/?style&styleName=thumb";
    const body = "<Style><Content>image/resize,w_4</Content></Style>";
    expect((await door.send({ method: "PUT", path: `${at}&category=image`, body, sign: at })).status).toBe(200);
    const read = await door.send({ path: at, sign: at });
    expect([read.element("Name"), read.element("Content"), read.element("Category")]).toEqual([
      "thumb",
      "image/resize,w_4",
      "image",
    ]);
    expect(read.element("CreateTime")).toBe("Thu, 01 Jan 1970 00:00:00 GMT");
    const list = await door.send({ path: "/demo/?style", sign: "/demo/?style" });
    expect(list.text).toMatch(/<StyleList><Style><Name>thumb</);
    expect((await door.send({ method: "DELETE", path: at, sign: at })).status).toBe(204);
    expect((await door.send({ path: at, sign: at })).element("Code")).toBe("NoSuchStyle");
    expect((await door.send({ method: "DELETE", path: at, sign: at })).status).toBe(204);
  });

  test.each([
    [
      "/demo/?style&styleName=bad name",
      "<Style><Content>image/info</Content></Style>",
      "InvalidArgument",
      "0017-00000250",
    ],
    ["/demo/?style&styleName=", "<Style><Content>image/info</Content></Style>", "InvalidArgument", "0017-00000250"],
    [`/demo/?style&styleName=${"a".repeat(64)}`, "<Style/>", "InvalidArgument", "0017-00000250"],
    ["/demo/?style", "<Style><Content>image/info</Content></Style>", "MissingArgument"],
    ["/demo/?category=video&style&styleName=a", "<Style><Content>image/info</Content></Style>", "InvalidArgument"],
    ["/demo/?style&styleName=a", "<Style><Content/></Style>", "BadRequest", "0017-00000253"],
    ["/demo/?style&styleName=a", "<Style><Content>image/(</Content></Style>", "BadRequest", "0017-00000253"],
    ["/demo/?style&styleName=a", "<Style>", "MalformedXML"],
    ["/demo/?style&styleName=a", `<Style>${" ".repeat(2 * 1024 * 1024)}</Style>`, "MalformedXML"],
  ])("PUT %s is refused", async (at, body, code, ec?: string) => {
    // An empty value is signed as a bare name, and `category` not at all.
    const sign = at.replace("category=video&", "").replace(/=$/, "");
    const path = at.replace(" ", "%20");
    const reply = await door.send({ method: "PUT", path, body, sign });
    expect([reply.element("Code"), reply.element("EC")]).toEqual([code, ec]);
    // Whoever has no right learns of no mistake.
    expect((await door.send({ method: "PUT", path, body })).element("Code")).toBe("AccessDenied");
  });

  test.each([
    ["GET", "/demo/?style&styleName=bad%20name", "InvalidArgument"],
    ["DELETE", "/demo/?style&styleName=bad%20name", "InvalidArgument"],
    ["DELETE", "/demo/?style", "MissingArgument"],
    ["GET", "/demo/?style&styleName=none", "NoSuchStyle"],
  ])("%s %s is %s, and for who has no right AccessDenied", async (method, path, code) => {
    const sign = decodeURIComponent(path);
    expect((await door.send({ method, path, sign })).element("Code")).toBe(code);
    expect((await door.send({ method, path })).element("Code")).toBe("AccessDenied");
  });

  test("a digest that does not fit the body is refused", async () => {
    const reply = await door.send({
      method: "PUT",
      path: "/demo/?style&styleName=a",
      headers: { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" },
      body: "<Style><Content>image/info</Content></Style>",
      sign: "/demo/?style&styleName=a",
    });
    expect(reply.element("Code")).toBe("InvalidDigest");
  });
});
