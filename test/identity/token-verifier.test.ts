import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createTokenVerifier } from "../../src/identity/index.js";

const secret = "a secret of the tests, which is long enough";
const issuer = "https://login.example";
const audience = "imgraph";
const now = Math.floor(Date.now() / 1000);
const good: JWTPayload = { sub: "ann", iss: issuer, aud: audience, exp: now + 600 };

const bytes = (text: string) => new TextEncoder().encode(text);
const verifierOf = (keys: { secret: string } | { jwksUrl: string }) =>
  createTokenVerifier({ keys, issuer, audience, clock: Date, log: silentLog });
const signed = (claims: JWTPayload, key = secret, alg = "HS256") =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(bytes(key));
const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.useRealTimers();
});

describe("with a secret", () => {
  const { verify } = verifierOf({ secret });

  test("a token is believed, also by a clock that is half a minute off", async () => {
    expect(await verify(await signed(good))).toMatchObject({ sub: "ann", exp: good.exp });
    expect(await verify(await signed({ ...good, exp: now - 20, nbf: now + 20 }))).toMatchObject({ sub: "ann" });
    expect(await verify(await signed({ ...good, aud: ["other", audience] }))).toMatchObject({ sub: "ann" });
  });

  test.each<[what: string, claims: JWTPayload]>([
    ["expired", { ...good, exp: now - 40 }],
    ["not valid yet", { ...good, nbf: now + 3600 }],
    ["for another audience", { ...good, aud: "billing" }],
    ["for no audience", { sub: "ann", iss: issuer, exp: now + 600 }],
    ["of another issuer", { ...good, iss: "https://evil.example" }],
    ["of no issuer", { sub: "ann", aud: audience, exp: now + 600 }],
    ["without an end", { sub: "ann", iss: issuer, aud: audience }],
    ["without a bearer", { iss: issuer, aud: audience, exp: now + 600 }],
    ["with an empty bearer", { ...good, sub: "" }],
    ["with a bearer that breaks lines", { ...good, sub: "ann\nadmin" }],
    ["with a bearer of 256 characters", { ...good, sub: "a".repeat(256) }],
  ])("one that is %s is refused", async (_, claims) => {
    await expect(verify(await signed(claims))).rejects.toMatchObject({ code: "Unauthenticated", status: 401 });
  });

  test.each<[what: string, token: () => string | Promise<string>]>([
    ["signed with another secret", () => signed(good, "another secret of the tests, long too")],
    ["signed by another algorithm with the same secret", () => signed(good, secret, "HS384")],
    ["not signed", () => new UnsecuredJWT(good).encode()],
    ["not signed, in other letters", () => `${segment({ alg: "nOnE" })}.${segment(good)}.`],
    [
      "signed for other claims",
      async () => {
        const [head, , signature] = (await signed(good)).split(".");
        return `${head}.${segment({ ...good, imgraph_role: "admin" })}.${signature}`;
      },
    ],
    ["without its signature", async () => (await signed(good)).replace(/[^.]+$/, "")],
    [
      "with a critical header that nobody knows",
      () => `${segment({ alg: "HS256", crit: ["x"], x: 1 })}.${segment(good)}.AAAA`,
    ],
    ["of 9000 characters", () => "a".repeat(9000)],
    ["not a token", () => "a.b.c"],
    ["empty parts", () => ".."],
  ])("one that is %s is refused", async (_, token) => {
    await expect(verify(await token())).rejects.toMatchObject({ code: "Unauthenticated" });
  });
});

describe("with public keys under a URL", () => {
  /** An issuer with a key for each id, of which it shows the first. */
  async function issuerWith(...kids: string[]) {
    const make = async (kid: string) => [kid, await generateKeyPair("ES256", { extractable: true })] as const;
    const pairs = new Map(await Promise.all(kids.map(make)));
    const pairOf = (kid: string) => {
      const pair = pairs.get(kid);
      if (!pair) throw new Error(`no key ${kid}`);
      return pair;
    };
    const shown = new Set(kids.slice(0, 1));
    const state: { fetches: number; status: number; body?: string; location?: string } = { fetches: 0, status: 200 };
    const server = createServer(async (_, response) => {
      state.fetches += 1;
      const keys = [...shown].map(async (kid) => ({ ...(await exportJWK(pairOf(kid).publicKey)), kid, alg: "ES256" }));
      response.writeHead(state.status, state.location ? { location: state.location } : {});
      response.end(state.body ?? JSON.stringify({ keys: await Promise.all(keys) }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    const sign = (kid: string, claims = good) =>
      new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid }).sign(pairOf(kid).privateKey);
    return { state, shown, sign, pairOf, verify: verifierOf({ jwksUrl }).verify };
  }

  test("tokens are believed, and the keys are fetched once", async () => {
    const { verify, sign, state } = await issuerWith("one");
    const token = await sign("one");
    await Promise.all(Array.from({ length: 20 }, () => verify(token)));
    expect(state.fetches).toBe(1);
  });

  test("an unknown key has them fetched again, but not at once again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { verify, sign, state, shown } = await issuerWith("one", "two");
    await verify(await sign("one"));
    shown.add("two");
    const later = await sign("two");
    await expect(verify(later)).rejects.toMatchObject({ code: "Unauthenticated" });
    expect(state.fetches).toBe(1);
    vi.setSystemTime(Date.now() + 31_000);
    expect(await verify(later)).toMatchObject({ sub: "ann" });
    for (let i = 0; i < 10; i += 1) await verify(later);
    expect(state.fetches).toBe(2);
  });

  test("a key that the issuer withdrew is believed no longer, ten minutes later", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { verify, sign, shown } = await issuerWith("one", "two");
    const token = await sign("one", { ...good, exp: now + 7200 });
    await verify(token);
    shown.clear();
    shown.add("two");
    vi.setSystemTime(Date.now() + 601_000);
    await expect(verify(token)).rejects.toMatchObject({ code: "Unauthenticated" });
  });

  test("an issuer that is away for a while is none for tokens of known keys; for an hour at most", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { verify, sign, state } = await issuerWith("one");
    const token = await sign("one", { ...good, exp: now + 86_400 });
    await verify(token);
    state.status = 500;
    vi.setSystemTime(Date.now() + 1_800_000);
    expect(await verify(token)).toMatchObject({ sub: "ann" });
    vi.setSystemTime(Date.now() + 3_600_000);
    await expect(verify(token)).rejects.toMatchObject({ code: "ServiceUnavailable" });
  });

  test.each<[what: string, trouble: { status?: number; body?: string; location?: string }]>([
    ["fails", { status: 500 }],
    ["leads elsewhere", { status: 302, location: "http://127.0.0.1:1/" }],
    ["shows no key set", { body: '{"keys": 1}' }],
    ["shows no JSON", { body: "<html>" }],
    ["shows more than anybody reads", { body: `{"keys":[],"x":"${"a".repeat(600_000)}"}` }],
  ])("one that %s makes the service unavailable, not the token wrong", async (_, trouble) => {
    const { verify, sign, state } = await issuerWith("one");
    Object.assign(state, trouble);
    await expect(verify(await sign("one"))).rejects.toMatchObject({
      code: "ServiceUnavailable",
      details: { retryAfterSeconds: 5 },
    });
  });

  test("a public key is not taken for a secret, whatever the token says", async () => {
    const { verify, pairOf } = await issuerWith("one");
    const asSecret = await exportSPKI(pairOf("one").publicKey);
    const forged = await new SignJWT(good).setProtectedHeader({ alg: "HS256", kid: "one" }).sign(bytes(asSecret));
    await expect(verify(forged)).rejects.toMatchObject({ code: "Unauthenticated" });
  });

  test("a token that brings a key of its own, or names another place for it, is measured by the issuer's", async () => {
    const { verify, state } = await issuerWith("one");
    const own = await generateKeyPair("ES256", { extractable: true });
    const jwk = await exportJWK(own.publicKey);
    const forged = await new SignJWT(good)
      .setProtectedHeader({ alg: "ES256", kid: "one", jwk, jku: "http://127.0.0.1:1/keys" })
      .sign(own.privateKey);
    await expect(verify(forged)).rejects.toMatchObject({ code: "Unauthenticated" });
    expect(state.fetches).toBe(1);
  });
});
