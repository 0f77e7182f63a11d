import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { FailureCode } from "../../src/base/failure.js";
import type { Address } from "../../src/http/address.js";
import { createAuthenticate } from "../../src/http/authenticate.js";
import { httpDate } from "../../src/http/http-date.js";
import { parseRequestTarget } from "../../src/http/request-target.js";
import { signingKeyV1, stringToSignV1 } from "../../src/http/signature-v1.js";
import type { AccessKey } from "../../src/service/ports.js";
import type { Caller } from "../../src/service/service.js";
import { expectFailure } from "../support/expect-failure.js";

const now = Date.UTC(2026, 10, 22, 8);
const secret = "wireTestSecret";
const root: AccessKey = { id: "AKID", secret, label: "", role: "admin", scopes: "everywhere", createdAt: 0 };
const authenticate = createAuthenticate({
  keys: { find: async (id) => (id === "AKID" ? root : undefined), noteUse() {} },
  clock: { now: () => now },
  bucketHosts: ["localhost"],
  bucketsOf: async () => [],
});
const holder: Caller = { kind: "key", accessKeyId: "AKID", grant: { role: "admin", scopes: "everywhere" } };
const inHost: Address = { bucket: "b", key: "b/k" };
const inBoth: Address = { bucket: "b", key: "k" };
type Addresses = readonly [Address, ...Address[]];

function run(target: string, headers: IncomingHttpHeaders = {}, addresses: Addresses = [inHost], method = "GET") {
  const request = { id: "0", method, target: parseRequestTarget(target), headers, body: Readable.from([]) };
  return authenticate(request, addresses, new AbortController().signal);
}

function authorization(address: Address, options: { target?: string; at?: number; method?: string } = {}) {
  const { target = "/", at = now, method = "GET" } = options;
  const date = httpDate(at);
  const { query } = parseRequestTarget(target);
  const text = stringToSignV1({ method, headers: { "x-oss-date": date }, date, address, query });
  return { "x-oss-date": date, authorization: `OSS AKID:${signingKeyV1(secret).sign(text)}` };
}

function signedUrl(address: Address, expires = now / 1000 + 60, process = "image/resize,w_1") {
  const query = new Map([["x-oss-process", process]]);
  const text = stringToSignV1({ method: "GET", headers: {}, date: String(expires), address, query });
  const signature = encodeURIComponent(signingKeyV1(secret).sign(text));
  return `/k?OSSAccessKeyId=AKID&Expires=${expires}&Signature=${signature}&x-oss-process=${process}`;
}

describe("who asks", () => {
  test("nobody, without a signature: every reading remains", async () => {
    expect(await run("/k", {}, [inHost, inBoth])).toEqual({
      caller: { kind: "anonymous" },
      addresses: [inHost, inBoth],
    });
  });

  test("the key, by header", async () => {
    expect(await run("/", authorization(inHost))).toEqual({ caller: holder, addresses: [inHost] });
  });

  test("the key, by URL, to the last second", async () => {
    expect((await run(signedUrl(inHost, now / 1000))).caller).toEqual(holder);
  });

  test("the signature decides between readings", async () => {
    expect((await run("/", authorization(inBoth), [inHost, inBoth])).addresses).toEqual([inBoth]);
    expect((await run("/", authorization(inHost), [inHost, inBoth])).addresses).toEqual([inHost]);
  });

  test("the key, by a URL that signs an empty sub-resource with its sign, as Java's client does", async () => {
    const parts = { method: "POST", headers: {}, date: String(now / 1000 + 60), address: inHost };
    const text = stringToSignV1({ ...parts, query: new Map([["uploads", ""]]) }, "=");
    const signature = encodeURIComponent(signingKeyV1(secret).sign(text));
    const url = `/k?uploads=&OSSAccessKeyId=AKID&Expires=${parts.date}&Signature=${signature}`;
    expect((await run(url, {}, [inHost], "POST")).caller).toEqual(holder);
    await expectFailure("SignatureDoesNotMatch", () => run(url.replace("uploads", "append"), {}, [inHost], "POST"));
  });

  test("a clock a quarter of an hour off still passes", async () => {
    expect((await run("/", authorization(inHost, { at: now - 15 * 60_000 }))).caller.kind).toBe("key");
    expect((await run("/", authorization(inHost, { at: now + 15 * 60_000 }))).caller.kind).toBe("key");
  });
});

const v1 = authorization(inHost);
const refused: [string, FailureCode, string, IncomingHttpHeaders][] = [
  ["an unknown scheme", "InvalidArgument", "/", { authorization: "Basic abc" }],
  ["version 2", "InvalidArgument", "/", { authorization: "OSS2 AccessKeyId:x,Signature:y" }],
  ["a malformed header", "InvalidArgument", "/", { authorization: "OSS AKID" }],
  ["header and URL at once", "InvalidArgument", signedUrl(inHost), v1],
  ["no date", "AccessDenied", "/", { authorization: v1.authorization }],
  ["a date that is none", "AccessDenied", "/", { ...v1, "x-oss-date": "yesterday" }],
  ["a URL without its expiry", "AccessDenied", "/?OSSAccessKeyId=AKID&Signature=x", {}],
  ["an expiry that is no number", "AccessDenied", "/?OSSAccessKeyId=AKID&Signature=x&Expires=soon", {}],
  ["an unknown key", "InvalidAccessKeyId", "/", { ...v1, authorization: "OSS NOBODY:abc=" }],
  ["an expired URL", "AccessDenied", signedUrl(inHost, now / 1000 - 1), {}],
  ["a late clock", "RequestTimeTooSkewed", "/", authorization(inHost, { at: now - 901_000 })],
  ["an early clock", "RequestTimeTooSkewed", "/", authorization(inHost, { at: now + 901_000 })],
  ["a token that no key has", "InvalidSecurityToken", "/", { ...v1, "x-oss-security-token": "t" }],
  ["a token in the URL", "InvalidSecurityToken", `${signedUrl(inHost)}&security-token=t`, {}],
  ["a wrong signature", "SignatureDoesNotMatch", "/", { ...v1, authorization: "OSS AKID:AAAA" }],
  ["a signature of another object", "SignatureDoesNotMatch", "/", authorization({ bucket: "b", key: "x" })],
  ["another verb", "SignatureDoesNotMatch", "/", authorization(inHost, { method: "PUT" })],
  ["a header added later", "SignatureDoesNotMatch", "/", { ...v1, "x-oss-process": "image/info" }],
  ["a content type added later", "SignatureDoesNotMatch", "/", { ...v1, "content-type": "text/plain" }],
  ["a process string added later", "SignatureDoesNotMatch", "/?x-oss-process=image/info", v1],
  ["a changed process string", "SignatureDoesNotMatch", signedUrl(inHost).replace("w_1", "w_2"), {}],
  ["an override added later", "SignatureDoesNotMatch", `${signedUrl(inHost)}&response-content-type=text/html`, {}],
];

test.each(refused)("%s is %s", async (_, code, target, headers) => {
  await expectFailure(code, () => run(target, headers));
});

test("expiry is checked before the signature", async () => {
  const url = signedUrl(inHost, now / 1000 - 1).replace(/Signature=[^&]*/, "Signature=AAAA");
  const failure = await expectFailure("AccessDenied", () => run(url));
  expect(failure.details).toEqual({ reason: "Request has expired.", expires: now - 1000, serverTime: now });
});

test("a mismatch shows what was to be signed, of the first reading", async () => {
  const failure = await expectFailure("SignatureDoesNotMatch", () =>
    run("/", { ...v1, authorization: "OSS AKID:AAAA" }, [inHost, inBoth]),
  );
  expect(failure.details.stringToSign).toBe(
    "GET\n\n\nSun, 22 Nov 2026 08:00:00 GMT\nx-oss-date:Sun, 22 Nov 2026 08:00:00 GMT\n/b/b/k",
  );
  expect(failure.details.stringToSign).not.toContain(secret);
});

test("the value of a malformed header is not repeated", async () => {
  const failure = await expectFailure("InvalidArgument", () => run("/", { authorization: "Bearer hush" }));
  expect(JSON.stringify(failure) + failure.message).not.toContain("hush");
});
