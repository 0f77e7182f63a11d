import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import type { FailureCode } from "../../src/base/failure.js";
import type { Address } from "../../src/http/address.js";
import type { Keys } from "../../src/http/admit-key.js";
import { createAuthenticate } from "../../src/http/authenticate.js";
import { parseRequestTarget } from "../../src/http/request-target.js";
import { canonicalRequestV4, signingKeyV4, stringToSignV4 } from "../../src/http/signature-v4.js";
import type { AccessKey } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";

const now = Date.UTC(2026, 10, 22, 8);
const secret = "wireTestSecret";
const root: AccessKey = { id: "AKID", secret, label: "", role: "admin", scopes: "everywhere", createdAt: 0 };
const never = new AbortController().signal;
const keys: Keys = { find: async (id) => (id === "AKID" ? root : undefined), noteUse() {} };
const authenticate = createAuthenticate({
  keys,
  clock: { now: () => now },
  bucketHosts: ["localhost"],
  bucketsOf: async () => [],
});
const address: Address = { bucket: "b", key: "k" };

function run(
  target: string,
  headers: IncomingHttpHeaders = {},
  addresses: readonly [Address, ...Address[]] = [address],
) {
  const request = { id: "0", method: "GET", target: parseRequestTarget(target), headers, body: Readable.from([]) };
  return authenticate(request, addresses, new AbortController().signal);
}

interface Options {
  readonly target?: string;
  readonly at?: number;
  readonly day?: string;
  readonly region?: string;
  readonly headers?: IncomingHttpHeaders;
  readonly additional?: string;
  readonly emptyAs?: "" | "=";
  readonly write?: (fields: { credential: string; additional: string; signature: string }) => string;
}

/** The headers of a request signed as a client would, in the client's own way of writing. */
function signed(options: Options = {}): IncomingHttpHeaders {
  const { target = "/", at = now, day = "20261122", region = "cn-hangzhou", additional = "", emptyAs = "" } = options;
  const date = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const headers = options.headers ?? { "x-oss-date": date, "x-oss-content-sha256": "UNSIGNED-PAYLOAD" };
  const timestamp = String(headers["x-oss-date"] ?? headers.date);
  const additionalHeaders = additional.split(";").filter(Boolean).sort();
  const { query } = parseRequestTarget(target);
  const canonical = canonicalRequestV4({ method: "GET", headers, address, query, additionalHeaders }, emptyAs);
  const scope = { day, region, product: "oss" };
  const signature = signingKeyV4(secret, scope).sign(stringToSignV4(timestamp, scope, canonical));
  const credential = `AKID/${day}/${region}/oss/aliyun_v4_request`;
  const write = options.write ?? (() => `Credential=${credential},Signature=${signature}`);
  return { ...headers, authorization: `OSS4-HMAC-SHA256 ${write({ credential, additional, signature })}` };
}

function signedUrl({ at = now, expires = 600, process = "image/info" } = {}): string {
  const date = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const credential = encodeURIComponent(`AKID/${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`);
  const target = `/k?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=${credential}&x-oss-date=${date}&x-oss-expires=${expires}&x-oss-process=${process}`;
  const { query } = parseRequestTarget(target);
  const canonical = canonicalRequestV4({ method: "GET", headers: {}, address, query, additionalHeaders: [] }, "");
  const scope = { day: date.slice(0, 8), region: "cn-hangzhou", product: "oss" };
  return `${target}&x-oss-signature=${signingKeyV4(secret, scope).sign(stringToSignV4(date, scope, canonical))}`;
}

describe("version 4 as clients write it", () => {
  test.each<[string, Options]>([
    ["plainly", {}],
    ["with spaces", { write: ({ credential, signature }) => `Credential=${credential}, Signature=${signature}` }],
    [
      "with further headers before the signature",
      {
        headers: { date: "Sun, 22 Nov 2026 08:00:00 GMT", host: "h", range: "bytes=0-1" },
        additional: "range;host",
        write: (f) => `Credential=${f.credential},AdditionalHeaders=${f.additional},Signature=${f.signature}`,
      },
    ],
    [
      "with further headers after it",
      {
        headers: { "x-oss-date": "20261122T080000Z", host: "h" },
        additional: "host",
        write: (f) => `Credential=${f.credential}, Signature=${f.signature}, AdditionalHeaders=${f.additional}`,
      },
    ],
    ["by an HTTP date alone", { headers: { date: "Sun, 22 Nov 2026 08:00:00 GMT" } }],
    ["for another region", { region: "us-east-1" }],
    ["for no region", { region: "" }],
    ["with an empty parameter bare", { target: "/?prefix=" }],
    ["with an empty parameter written out", { target: "/?prefix=", emptyAs: "=" }],
    ["a quarter of an hour ago", { at: now - 900_000 }],
  ])("%s", async (_, options) => {
    const { caller } = await run(options.target ?? "/", signed(options));
    expect(caller).toEqual({ kind: "key", accessKeyId: "AKID", grant: { role: "admin", scopes: "everywhere" } });
  });

  test("in a URL, to its last second", async () => {
    expect((await run(signedUrl())).caller.kind).toBe("key");
    expect((await run(signedUrl({ at: now - 600_000 }))).caller.kind).toBe("key");
  });

  test("deciding between readings", async () => {
    expect((await run("/", signed(), [{ bucket: "b", key: "b/k" }, address])).addresses).toEqual([address]);
  });
});

const header = signed();
const refused: [string, FailureCode, string, IncomingHttpHeaders][] = [
  ["no credential", "InvalidArgument", "/", { ...header, authorization: "OSS4-HMAC-SHA256 Signature=x" }],
  [
    "another service",
    "InvalidArgument",
    "/",
    signed({ write: (f) => `Credential=AKID/20261122/r/s3/aws4_request,Signature=${f.signature}` }),
  ],
  ["a region that no region is called", "InvalidArgument", "/", signed({ region: "\xE9" })],
  ["a region longer than any", "InvalidArgument", "/", signed({ region: "r".repeat(65) })],
  ["a short signature", "InvalidArgument", "/", signed({ write: (f) => `Credential=${f.credential},Signature=abc` })],
  ["another day than the date's", "InvalidArgument", "/", signed({ day: "20261121" })],
  ["a digest of the payload", "OperationNotServed", "/", { ...header, "x-oss-content-sha256": "0".repeat(64) }],
  ["no date", "AccessDenied", "/", { authorization: header.authorization }],
  ["an impossible date", "AccessDenied", "/", signed({ headers: { "x-oss-date": "20261332T080000Z" } })],
  ["another version", "InvalidArgument", signedUrl().replace("HMAC-SHA256", "HMAC-MD5"), {}],
  ["an expiry of more than a week", "InvalidArgument", signedUrl({ expires: 604_801 }), {}],
  ["no expiry", "InvalidArgument", signedUrl().replace(/x-oss-expires=\d+&/, ""), {}],
  ["an expired URL", "AccessDenied", signedUrl({ at: now - 601_000 }), {}],
  ["a URL from the future", "RequestTimeTooSkewed", signedUrl({ at: now + 901_000 }), {}],
  ["a late clock", "RequestTimeTooSkewed", "/", signed({ at: now - 901_000 })],
  ["a token", "InvalidSecurityToken", `${signedUrl()}&x-oss-security-token=t`, {}],
  ["a changed process string", "SignatureDoesNotMatch", signedUrl().replace("info", "information"), {}],
  ["a parameter added later", "SignatureDoesNotMatch", `${signedUrl()}&anything=1`, {}],
  ["a header added later", "SignatureDoesNotMatch", "/", { ...header, "x-oss-meta-a": "1" }],
  [
    "another region than signed",
    "SignatureDoesNotMatch",
    "/",
    signed({ write: (f) => `Credential=${f.credential.replace("cn-", "us-")},Signature=${f.signature}` }),
  ],
  ["header and URL at once", "InvalidArgument", signedUrl(), header],
];

test.each(refused)("%s is %s", async (_, code, target, headers) => {
  await expectFailure(code, () => run(target, headers));
});

test("a mismatch shows the canonical request", async () => {
  const failure = await expectFailure("SignatureDoesNotMatch", () => run("/?acl", header));
  expect(failure.details.canonicalRequest).toMatch(/^GET\n\/b\/k\nacl\n/);
  expect(failure.details.stringToSign).toMatch(/^OSS4-HMAC-SHA256\n20261122T080000Z\n20261122\/cn-hangzhou\/oss\//);
});

test("a header that is listed and did not come is a wrong signature, however it was signed", async () => {
  const write = (f: { credential: string; additional: string; signature: string }) =>
    `Credential=${f.credential},AdditionalHeaders=${f.additional},Signature=${f.signature}`;
  const headers = signed({ additional: "range", write });
  await expectFailure("SignatureDoesNotMatch", () => run("/", headers));
});

test("a URL that names no bucket is tried with each without reading its query again", async () => {
  const readings = async (buckets: number) => {
    const bucketsOf = async () => Array.from({ length: buckets }, (_, i) => parseBucketName(`bucket-${i}`));
    const check = createAuthenticate({ keys, clock: { now: () => now }, bucketHosts: ["localhost"], bucketsOf });
    const target = parseRequestTarget(`${signedUrl()}&more`);
    let count = 0;
    const query = new (class extends Map<string, string> {
      override [Symbol.iterator]() {
        count += 1;
        return super[Symbol.iterator]();
      }
    })(target.query);
    const request = { id: "0", method: "GET", target: { ...target, query }, headers: {}, body: Readable.from([]) };
    await expectFailure("SignatureDoesNotMatch", () => check(request, [address], never));
    return count;
  };
  expect(await readings(100)).toBe(await readings(1));
});
