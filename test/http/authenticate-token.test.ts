import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, test } from "vitest";
import type { FailureCode } from "../../src/base/failure.js";
import { createAuthenticate } from "../../src/http/authenticate.js";
import { httpDate } from "../../src/http/http-date.js";
import { parseRequestTarget } from "../../src/http/request-target.js";
import { signingKeyV1, stringToSignV1 } from "../../src/http/signature-v1.js";
import { canonicalRequestV4, signingKeyV4, stringToSignV4 } from "../../src/http/signature-v4.js";
import type { AccessKey } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";

const now = Date.UTC(2026, 10, 22, 8);
const [secret, token] = ["the secret", "the+token/of=STS"];
const address = { bucket: "b", key: "k" };
const permanent: AccessKey = { id: "AKID", secret, label: "", role: "read", scopes: "everywhere", createdAt: 0 };
const temporary: AccessKey = {
  ...permanent,
  tokenHash: createHash("sha256").update(token).digest("hex"),
  expiresAt: now + 1,
};

type Scheme = "v1-header" | "v1-url" | "v4-header" | "v4-url";
interface Given {
  readonly headers?: IncomingHttpHeaders;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Signs all that is given, in one of the four ways. */
const sign: Readonly<Record<Scheme, (given: Given) => { target: string; headers: IncomingHttpHeaders }>> = {
  "v1-header": ({ headers = {}, parameters = {} }) => {
    const all = { ...headers, "x-oss-date": httpDate(now) };
    const { target, query } = targetOf(parameters);
    const text = stringToSignV1({ method: "GET", headers: all, date: httpDate(now), address, query });
    return { target, headers: { ...all, authorization: `OSS AKID:${signingKeyV1(secret).sign(text)}` } };
  },
  "v1-url": ({ headers = {}, parameters = {} }) => {
    const expires = String(now / 1000 + 60);
    const { query } = targetOf(parameters);
    const Signature = signingKeyV1(secret).sign(
      stringToSignV1({ method: "GET", headers, date: expires, address, query }),
    );
    return { target: targetOf({ ...parameters, OSSAccessKeyId: "AKID", Expires: expires, Signature }).target, headers };
  },
  "v4-header": ({ headers = {}, parameters = {} }) => {
    const all = { ...headers, "x-oss-date": "20261122T080000Z", "x-oss-content-sha256": "UNSIGNED-PAYLOAD" };
    const { target, query } = targetOf(parameters);
    const credential = "AKID/20261122/cn-hangzhou/oss/aliyun_v4_request";
    const authorization = `OSS4-HMAC-SHA256 Credential=${credential},Signature=${signatureV4(all, query)}`;
    return { target, headers: { ...all, authorization } };
  },
  "v4-url": ({ headers = {}, parameters = {} }) => {
    const all = {
      ...parameters,
      "x-oss-signature-version": "OSS4-HMAC-SHA256",
      "x-oss-credential": "AKID/20261122/cn-hangzhou/oss/aliyun_v4_request",
      "x-oss-date": "20261122T080000Z",
      "x-oss-expires": "600",
    };
    const signature = signatureV4(headers, targetOf(all).query);
    return { target: targetOf({ ...all, "x-oss-signature": signature }).target, headers };
  },
};

function targetOf(parameters: Readonly<Record<string, string>>) {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const target = `/k?${pairs.join("&")}`;
  return { target, query: parseRequestTarget(target).query };
}

function signatureV4(headers: IncomingHttpHeaders, query: ReadonlyMap<string, string>): string {
  const scope = { day: "20261122", region: "cn-hangzhou", product: "oss" };
  const canonical = canonicalRequestV4({ method: "GET", headers, address, query, additionalHeaders: [] }, "");
  return signingKeyV4(secret, scope).sign(stringToSignV4("20261122T080000Z", scope, canonical));
}

let uses: string[];
beforeEach(() => {
  uses = [];
});

function run(
  key: AccessKey | undefined,
  { target, headers }: { target: string; headers: IncomingHttpHeaders },
  at = now,
) {
  const authenticate = createAuthenticate({
    keys: { find: async (id) => (id === key?.id ? key : undefined), noteUse: (id) => void uses.push(id) },
    clock: { now: () => at },
    bucketHosts: ["localhost"],
    bucketsOf: async () => [],
  });
  const request = { id: "0", method: "GET", target: parseRequestTarget(target), headers, body: Readable.from([]) };
  return authenticate(request, [address], new AbortController().signal);
}

/** Where each way of signing wants the token. Source: wire protocol §3.7. */
const places: Readonly<Record<Scheme, (value: string) => Given>> = {
  "v1-header": (value) => ({ headers: { "x-oss-security-token": value } }),
  "v1-url": (value) => ({ parameters: { "security-token": value } }),
  "v4-header": (value) => ({ headers: { "x-oss-security-token": value } }),
  "v4-url": (value) => ({ parameters: { "x-oss-security-token": value } }),
};
const schemes = Object.keys(places) as Scheme[];

describe.each(schemes)("%s", (scheme) => {
  const signed = (value: string) => sign[scheme](places[scheme](value));

  test("a temporary key with its token is its holder, and its use is noted", async () => {
    const { caller } = await run(temporary, signed(token));
    expect(caller).toEqual({ kind: "key", accessKeyId: "AKID", grant: { role: "read", scopes: "everywhere" } });
    expect(uses).toEqual(["AKID"]);
  });

  const refused: [
    string,
    FailureCode,
    AccessKey | undefined,
    () => { target: string; headers: IncomingHttpHeaders },
  ][] = [
    ["without its token", "InvalidAccessKeyId", temporary, () => sign[scheme]({})],
    ["with an empty token", "InvalidAccessKeyId", temporary, () => signed("")],
    ["with another token", "InvalidSecurityToken", temporary, () => signed("the+token/of=STT")],
    ["with a longer token", "InvalidSecurityToken", temporary, () => signed(`${token}A`)],
    ["that has expired", "SecurityTokenExpired", { ...temporary, expiresAt: now }, () => signed(token)],
    [
      "that has expired, with another token",
      "InvalidSecurityToken",
      { ...temporary, expiresAt: now },
      () => signed("a"),
    ],
    ["that was revoked", "InvalidAccessKeyId", { ...temporary, revokedAt: now }, () => signed(token)],
    ["that is permanent, with a token", "InvalidSecurityToken", permanent, () => signed(token)],
    ["that is permanent and was revoked", "InvalidAccessKeyId", { ...permanent, revokedAt: 1 }, () => sign[scheme]({})],
    [
      "that is permanent and has expired",
      "InvalidAccessKeyId",
      { ...permanent, expiresAt: now },
      () => sign[scheme]({}),
    ],
    ["that there is not", "InvalidAccessKeyId", undefined, () => signed(token)],
    ["of another secret, with its token", "SignatureDoesNotMatch", { ...temporary, secret: "x" }, () => signed(token)],
  ];
  test.each(refused)("a key %s: %s", async (_, code, key, request) => {
    await expectFailure(code, () => run(key, request()));
    expect(uses).toEqual([]);
  });

  test.each(
    schemes.filter((other) => JSON.stringify(places[other]("")) !== JSON.stringify(places[scheme](""))),
  )("the token where %s has it is not seen", async (other) => {
    await expectFailure("InvalidAccessKeyId", () => run(temporary, sign[scheme](places[other](token))));
  });

  test("a permanent key before its end, with an empty token", async () => {
    expect((await run({ ...permanent, expiresAt: now + 1 }, signed(""))).caller.kind).toBe("key");
  });
});

test("a disabled key is told apart from one that never was", async () => {
  const unknown = await expectFailure("InvalidAccessKeyId", () => run(undefined, sign["v1-header"]({})));
  const revoked = await expectFailure("InvalidAccessKeyId", () =>
    run({ ...permanent, revokedAt: 1 }, sign["v1-header"]({})),
  );
  expect([unknown.details, revoked.details]).toEqual([
    { accessKeyId: "AKID" },
    { accessKeyId: "AKID", isDisabled: true },
  ]);
});

test("one SDK's unsigned token header counts for version 1, and only there", async () => {
  const unsigned = { "security-token": token };
  const add = (scheme: Scheme, headers: IncomingHttpHeaders) => {
    const request = sign[scheme]({});
    return { ...request, headers: { ...request.headers, ...headers } };
  };
  expect((await run(temporary, add("v1-header", unsigned))).caller.kind).toBe("key");
  await expectFailure("InvalidSecurityToken", () => run(temporary, add("v1-header", { "security-token": "a" })));
  await expectFailure("InvalidAccessKeyId", () => run(temporary, add("v4-header", unsigned)));
});

test("checks come in order: the clock before the token, the token before the signature", async () => {
  const late = now + 16 * 60_000;
  await expectFailure("RequestTimeTooSkewed", () => run(temporary, sign["v4-header"]({}), late));
  await expectFailure("AccessDenied", () => run(temporary, sign["v1-url"]({}), late));
  await expectFailure("InvalidAccessKeyId", () => run({ ...temporary, secret: "x" }, sign["v1-url"]({})));
});
