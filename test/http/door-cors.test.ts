import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changeBucket } from "./door-policy.js";
import { type DoorServer, type Reply, startDoor } from "./door-server.js";

let door: DoorServer;

beforeEach(async () => {
  door = await startDoor();
});
afterEach(() => door.stop());

const rule = (inner: string) => `<CORSRule>${inner}</CORSRule>`;
const document = (inner: string) => `<CORSConfiguration>${inner}</CORSConfiguration>`;
const least = rule("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>");

function put(body: string, bucket = "open"): Promise<Reply> {
  const headers = { "content-length": String(Buffer.byteLength(body)) };
  return door.send({ method: "PUT", path: `/${bucket}/?cors`, sign: `/${bucket}/?cors`, headers, body });
}
const get = () => door.send({ path: "/open/?cors", sign: "/open/?cors" });

describe("the rules of a bucket", () => {
  test("are stored whole, given back and removed", async () => {
    const rules =
      rule(
        "<AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedOrigin>http://a</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-oss-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds>",
      ) + least;
    expect((await put(document(`${rules}<ResponseVary>true</ResponseVary>`))).status).toBe(200);
    expect((await get()).text).toContain(document(`${rules}<ResponseVary>true</ResponseVary>`));
    expect((await put(document(least))).status).toBe(200);
    expect((await get()).text).toContain(document(`${least}<ResponseVary>false</ResponseVary>`));
    for (const _ of ["once", "and once more"])
      expect((await door.send({ method: "DELETE", path: "/open/?cors", sign: "/open/?cors" })).status).toBe(204);
    expect((await get()).element("Code")).toBe("NoSuchCORSConfiguration");
  });

  const wrong: readonly (readonly [what: string, body: string, code: string])[] = [
    ["no rule", document(""), "MalformedXML"],
    ["21 rules", document(least.repeat(21)), "MalformedXML"],
    ["a rule without an origin", document(rule("<AllowedMethod>GET</AllowedMethod>")), "MalformedXML"],
    ["a rule without a method", document(rule("<AllowedOrigin>*</AllowedOrigin>")), "MalformedXML"],
    ["another root", "<Cors/>", "MalformedXML"],
    ["two ages", document(least.replace("</CORSRule>", "<MaxAgeSeconds>1</MaxAgeSeconds>".repeat(2))), "MalformedXML"],
    ["an unknown method", document(least.replace("GET", "PATCH")), "InvalidArgument"],
    ["an origin with two stars", document(least.replace("*", "*.a.*")), "InvalidArgument"],
    ["an empty origin", document(least.replace("*", "")), "InvalidArgument"],
    ...(
      [
        ["a header with two stars", "<AllowedHeader>*-*</AllowedHeader>"],
        ["a star among exposed headers", "<ExposeHeader>*</ExposeHeader>"],
        ["a header that would split an answer", "<ExposeHeader>a&#13;&#10;b: c</ExposeHeader>"],
        ["101 origins", "<AllowedOrigin>*</AllowedOrigin>".repeat(100)],
        ["101 headers", "<AllowedHeader>a</AllowedHeader>".repeat(101)],
        ["an age that is no number", "<MaxAgeSeconds>-1</MaxAgeSeconds>"],
        ["an age beyond the limit", "<MaxAgeSeconds>1000000000</MaxAgeSeconds>"],
      ] as const
    ).map(
      ([what, more]) =>
        [what, document(least.replace("</CORSRule>", `${more}</CORSRule>`)), "InvalidArgument"] as const,
    ),
    ["a vary that is neither", document(`${least}<ResponseVary>maybe</ResponseVary>`), "InvalidArgument"],
  ];
  test.each(wrong)("are refused with %s", async (_, body, code) => {
    expect((await put(body)).element("Code")).toBe(code);
    expect((await get()).element("Code")).toBe("NoSuchCORSConfiguration");
  });

  test("are the owner's alone", async () => {
    const reply = await door.send({ method: "PUT", path: "/shared/?cors", body: document(least) });
    expect(reply.element("Code")).toBe("AccessDenied");
  });
});

describe("a page of another origin", () => {
  beforeEach(async () => {
    await door.put("open", "k", "text");
    await changeBucket(door, "open", {
      cors: {
        rules: [
          {
            allowedOrigins: ["https://*.example.com"],
            allowedMethods: ["GET", "PUT"],
            allowedHeaders: ["x-oss-*", "Authorization"],
            exposeHeaders: ["ETag", "x-oss-request-id"],
            maxAgeSeconds: 60,
          },
          { allowedOrigins: ["*"], allowedMethods: ["HEAD"], allowedHeaders: [], exposeHeaders: [] },
        ],
        responseVary: false,
      },
    });
  });

  const preflight = (
    headers: Record<string, string>,
    path = "/open/k?uploads&Signature=x&Expires=1&OSSAccessKeyId=y",
  ) => door.send({ method: "OPTIONS", path, headers });
  const origin = "https://app.example.com";
  const method = "access-control-request-method";
  const wanted = "access-control-request-headers";

  test("may ask before it goes on, with the query of the request to come", async () => {
    const reply = await preflight({ origin, [method]: "PUT", [wanted]: "authorization,X-OSS-Date" });
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "authorization, X-OSS-Date",
      "access-control-expose-headers": "ETag, x-oss-request-id",
      "access-control-max-age": "60",
      "access-control-allow-credentials": "true",
      "content-length": "0",
    });
  });

  test.each([
    ["another origin", { origin: "https://example.com", [method]: "GET" }, "AccessForbidden"],
    ["an origin that only ends alike", { origin: "https://.example.com.evil.org", [method]: "GET" }, "AccessForbidden"],
    ["another method", { origin, [method]: "DELETE" }, "AccessForbidden"],
    ["another header", { origin, [method]: "GET", [wanted]: "content-type" }, "AccessForbidden"],
    ["no origin", { [method]: "GET" }, "MissingArgument"],
    ["no method", { origin }, "MissingArgument"],
  ] as const)("is refused with %s", async (_, headers, code) => {
    const reply = await preflight(headers);
    expect(reply.element("Code")).toBe(code);
    expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test.each(["/shared/k", "/nowhere/k", "/"])("is refused at %s, which has no rules", async (path) => {
    const reply = await preflight({ origin, [method]: "GET" }, path);
    expect([reply.status, reply.element("Code")]).toEqual([403, "AccessForbidden"]);
  });

  test.each([
    ["an object", "/open/k", 200],
    ["an object that is not there", "/open/none", 404],
    ["what it may not do", "/open/?acl", 403],
    ["a broken signature", "/open/k?OSSAccessKeyId=AKID&Expires=1&Signature=x", 403],
  ])("reads the answer to %s", async (_, path, status) => {
    const reply = await door.send({ path, headers: { origin } });
    expect(reply.status).toBe(status);
    expect(reply.headers["access-control-allow-origin"]).toBe(origin);
    expect(reply.headers["access-control-expose-headers"]).toBe("ETag, x-oss-request-id");
    expect(reply.headers.vary).toBe("Origin");
  });

  test("is told nothing where no rule allows it, but caches are", async () => {
    const refused = await door.send({ path: "/open/k", headers: { origin: "https://evil.org" } });
    expect([refused.status, refused.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
    expect(refused.headers.vary).toBe("Origin");
    expect((await door.send({ path: "/open/k" })).headers.vary).toBe("Origin");
    const forAll = await door.send({ method: "HEAD", path: "/open/k", headers: { origin: "https://evil.org" } });
    expect(forAll.headers["access-control-allow-origin"]).toBe("*");
    expect(forAll.headers["access-control-allow-credentials"]).toBeUndefined();
  });

  test("gets nothing of a bucket without rules", async () => {
    await door.put("shared", "k", "text");
    const { headers } = await door.send({ path: "/shared/k", headers: { origin } });
    expect([headers["access-control-allow-origin"], headers.vary]).toEqual([undefined, undefined]);
  });
});
