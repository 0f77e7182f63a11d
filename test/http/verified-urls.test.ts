import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { addressesOf } from "../../src/http/address.js";
import { createAuthenticate } from "../../src/http/authenticate.js";
import { parseRequestTarget } from "../../src/http/request-target.js";
import type { AccessKey } from "../../src/service/ports.js";
import { expectFailure } from "../support/expect-failure.js";
import { accessKeyId, secret } from "./door-server.js";
import { sign } from "./sign-request.js";

const signedAt = Date.UTC(2026, 10, 22, 8);

/** A check of signatures whose key and clock can be changed, and that counts how often it looks what the key may do. */
function opened() {
  const looks = { role: 0 };
  const state = { now: signedAt, key: keyWith(secret) as AccessKey | undefined };
  function keyWith(its: string, more: Partial<AccessKey> = {}): AccessKey {
    const key = {
      id: accessKeyId,
      secret: its,
      label: "",
      scopes: "everywhere" as const,
      createdAt: 0,
      ...more,
    };
    return {
      ...key,
      get role() {
        looks.role += 1;
        return "admin" as const;
      },
    };
  }
  const authenticate = createAuthenticate({
    keys: { find: async () => state.key, noteUse() {} },
    clock: { now: () => state.now },
    bucketHosts: ["localhost"],
    bucketsOf: async () => [],
  });
  const ask = (target: string, { method = "GET", headers = {} as IncomingHttpHeaders } = {}) => {
    const host = "127.0.0.1:4000";
    const read = parseRequestTarget(target);
    const request = { id: "0", method, target: read, headers: { host, ...headers }, body: Readable.from([]) };
    return authenticate(request, addressesOf(host, read.rawPath, ["localhost"]), new AbortController().signal);
  };
  return { ask, looks, state, keyWith };
}

describe.each(["v1-url", "v4-url"] as const)("a URL signed as %s that was right", (scheme) => {
  const { path } = sign(
    { method: "GET", bucket: "shop", key: "a.jpg", query: { "x-oss-process": "image/info" } },
    scheme,
    signedAt,
  );

  test("is right again without another look at its key's role", async () => {
    const { ask, looks } = opened();
    const first = await ask(path);
    expect(await ask(path)).toEqual(first);
    const needed = looks.role;
    expect(await ask(path)).toEqual(first);
    expect(looks.role).toBe(needed);
  });

  test.each<[what: string, target: string, sent: { method?: string; headers?: IncomingHttpHeaders }]>([
    ["another method", path, { method: "PUT" }],
    ["HEAD", path, { method: "HEAD" }],
    ["another key", path.replace("a.jpg", "b.jpg"), {}],
    ["another process", path.replace("info", "blur,r_1,s_1"), {}],
    ["another end", path.replace(/(Expires=|x-oss-expires=)\d/, "$19"), {}],
    ["another parameter", `${path}&acl`, {}],
    ["a header that is signed", path, { headers: { "content-type": "text/plain" } }],
    ["a header of the vendor's", path, { headers: { "x-oss-acl": "private" } }],
  ])("is refused with %s", async (_, target, sent) => {
    const { ask } = opened();
    await ask(path);
    await ask(path);
    await expectFailure("SignatureDoesNotMatch", () => ask(target, sent));
  });

  test("is right again among very many others", async () => {
    const { ask } = opened();
    for (let i = 0; i < 2500; i++) {
      const query = { "x-oss-process": `image/resize,w_${i + 1}` };
      await ask(sign({ method: "GET", bucket: "shop", key: "a.jpg", query }, scheme, signedAt).path);
      if (i % 500 === 0) await ask(path);
    }
  });

  test("is refused with a token that its key has not", async () => {
    const { ask } = opened();
    await ask(path);
    await ask(path);
    await expectFailure("InvalidSecurityToken", () => ask(path, { headers: { "security-token": "t" } }));
  });

  test("ends when it ends", async () => {
    const { ask, state } = opened();
    await ask(path);
    await ask(path);
    state.now += 600_001;
    await expectFailure("AccessDenied", () => ask(path));
  });

  test("ends with its key, and with the key's secret", async () => {
    const { ask, state, keyWith } = opened();
    await ask(path);
    await ask(path);
    state.key = keyWith("another");
    await expectFailure("SignatureDoesNotMatch", () => ask(path));
    state.key = keyWith(secret, { revokedAt: signedAt });
    await expectFailure("InvalidAccessKeyId", () => ask(path));
    state.key = undefined;
    await expectFailure("InvalidAccessKeyId", () => ask(path));
  });
});
