import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseStyleName } from "../../src/base/style-name.js";
import { createUrlSigner } from "../../src/http/url-signer.js";
import type { Call } from "../../src/service/service.js";
import { at } from "../service/house.js";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";

const admin: Call = { caller: { kind: "admin" }, signal: new AbortController().signal };
const photo = at("shop", "a/photo.jpg");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.service.createBucket(photo.bucket, "private", admin);
  for (const key of ["a/photo.jpg", "other.jpg"])
    await gateway.service.putObject(
      at("shop", key),
      Readable.from(["text"]),
      { contentType: "image/jpeg", metadata: {} },
      admin,
    );
});
afterAll(() => gateway.stop());

const statusOf = async (url: string) => {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  return answer.status;
};
const revocationOf = "revocation { id kind bucket key caller reason revokedBy } userErrors { path }";
async function revoke(what: object, reason = "") {
  const query = `mutation ($input: RevokeUrlsInput!) { revokeUrls(input: $input) { ${revocationOf} } }`;
  const { data, errors } = await graphqlRequest<{ revokeUrls: { revocation: { id: string }; userErrors: unknown } }>(
    gateway,
    query,
    {
      input: { what, reason },
    },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.revokeUrls;
}
async function lift(id: string) {
  const query = "mutation ($id: ID!) { liftRevocation(input: { id: $id }) { lifted { id } userErrors { path code } } }";
  return (await graphqlRequest<{ liftRevocation: unknown }>(gateway, query, { id })).data?.liftRevocation;
}
/** A URL of its own: ends are rounded up by at most an eighth of a life, and each life is longer than the one before by more. */
let life = 2000;
const sign = async (at_ = photo) => {
  life = Math.ceil(life * 1.15);
  return (await gateway.service.signUrl(at_, { expiresIn: life }, admin)).url;
};

describe("a revocation holds at once, for what it names alone, until it is lifted", () => {
  test.each([
    ["a URL", (url: string) => ({ url }), { kind: "URL", key: null }],
    ["an image", () => ({ image: photo }), { kind: "IMAGE", bucket: "shop", key: "a/photo.jpg" }],
    ["a bucket", () => ({ bucket: "shop" }), { kind: "BUCKET", bucket: "shop" }],
    ["a caller", () => ({ caller: "admin" }), { kind: "CALLER", caller: "admin" }],
  ])("%s", async (_, whatOf, shown) => {
    const [url, other] = [await sign(), await sign(at("shop", "other.jpg"))];
    expect(await statusOf(url)).toBe(200);
    const { revocation, userErrors } = await revoke(whatOf(url), "leaked");
    expect({ revocation, userErrors }).toMatchObject({
      revocation: { ...shown, reason: "leaked", revokedBy: "admin" },
      userErrors: [],
    });
    expect(await statusOf(url)).toBe(403);
    expect(await statusOf(other)).toBe(shown.kind === "URL" || shown.kind === "IMAGE" ? 200 : 403);
    expect(await lift(revocation.id)).toEqual({ lifted: { id: revocation.id }, userErrors: [] });
    expect(await statusOf(url)).toBe(200);
    expect(await lift(revocation.id)).toEqual({
      lifted: null,
      userErrors: [{ path: ["id"], code: "INVALID_ARGUMENT" }],
    });
  });
});

test("a caller's revocation leaves what is signed later", async () => {
  const before = await sign();
  const { revocation } = await revoke({ caller: "admin" });
  const after = await sign();
  expect([await statusOf(before), await statusOf(after)]).toEqual([403, 200]);
  await lift(revocation.id);
});

test("no URL is handed out that is revoked", async () => {
  const { revocation } = await revoke({ image: photo });
  await expect(sign()).rejects.toMatchObject({ code: "AccessDenied" });
  await lift(revocation.id);
});

test("a revoked image is refused under names that carry a style, too", async () => {
  await gateway.service.updateBucket(photo.bucket, { styleSeparators: ["!"] }, admin);
  await gateway.service.putStyle(photo.bucket, parseStyleName("small"), "image/info", admin);
  const signer = createUrlSigner({ ...gateway, publicUrl: () => gateway.url });
  const expiresAt = Math.floor(Date.now() / 1000) + 600;
  const styled = await signer.signGet(at("shop", "a/photo.jpg!small"), { expiresAt });
  const before = await statusOf(styled);
  const { revocation } = await revoke({ image: photo });
  expect([before, await statusOf(styled)]).toEqual([400, 403]);
  await lift(revocation.id);
  // The object is no picture.
  expect(await statusOf(styled)).toBe(400);
});

test("the end of a revocation is that of the URL, or a week for a caller's", async () => {
  const url = await sign();
  const endOf = async (what: object) => {
    const query =
      "mutation ($input: RevokeUrlsInput!) { revokeUrls(input: $input) { revocation { id revokedAt endsAt } } }";
    type Answer = { revokeUrls: { revocation: { id: string; revokedAt: string; endsAt: string | null } } };
    const { revocation } = (await graphqlRequest<Answer>(gateway, query, { input: { what } })).data!.revokeUrls;
    await lift(revocation.id);
    return { ...revocation, seconds: (Date.parse(revocation.endsAt ?? "") - Date.parse(revocation.revokedAt)) / 1000 };
  };
  const expires = Number(new URL(url).searchParams.get("Expires"));
  expect(Date.parse((await endOf({ url })).endsAt ?? "")).toBe(expires * 1000);
  expect((await endOf({ url: url.replace(/Expires=\d+/, "Expires=1") })).endsAt).toBeNull();
  expect((await endOf({ bucket: "shop" })).endsAt).toBeNull();
  // What is shown is whole seconds.
  expect(Math.abs((await endOf({ caller: "admin" })).seconds - 604_800)).toBeLessThanOrEqual(1);
});

test("what is no signed URL is the caller's mistake", async () => {
  const { userErrors } = await revoke({ url: "http://localhost/shop/a.jpg" });
  expect(userErrors).toEqual([{ path: ["what", "url"] }]);
});

test("the ledger says who was given what, until when, once for each operation and object", async () => {
  const call = { ...admin };
  const at_ = at("shop", "other.jpg");
  for (const process of ["image/resize,w_2", "image/resize,w_1", "image/resize,w_2"])
    await gateway.service.signUrl(at_, { process, expiresIn: 604_000 }, call);
  const list = `query ($query: SignedUrlFilter, $after: String) { signedUrls(query: $query, first: 1, after: $after) {
    nodes { bucket key caller processes signedAt expiresAt } pageInfo { endCursor hasNextPage } } }`;
  type Listed = { signedUrls: { nodes: readonly object[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
  const page = async (variables: object) =>
    (await graphqlRequest<Listed>(gateway, list, { ...variables })).data?.signedUrls;
  const filter = { bucket: "shop", key: "other.jpg", caller: "admin" };
  const first = await page({ query: filter });
  expect(first?.nodes).toEqual([
    {
      ...{ bucket: "shop", key: "other.jpg", caller: "admin", processes: ["image/resize,w_1", "image/resize,w_2"] },
      ...{ signedAt: expect.any(String), expiresAt: expect.any(String) },
    },
  ]);
  expect(first?.pageInfo.hasNextPage).toBe(true);
  expect((await page({ query: filter, after: first?.pageInfo.endCursor }))?.nodes).toMatchObject([{ processes: [""] }]);
  expect((await page({ query: { caller: "nobody" } }))?.nodes).toEqual([]);
});

test("a revocation outlives the process", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "imgraph-again-"));
  const first = await startGateway({ dataDir });
  await first.service.createBucket(photo.bucket, "private", admin);
  await first.service.putObject(photo, Readable.from(["text"]), { contentType: "image/jpeg", metadata: {} }, admin);
  const { pathname, search } = new URL((await first.service.signUrl(photo, {}, admin)).url);
  await first.service.revokeUrls({ kind: "caller", caller: "admin" }, "", admin);
  await first.stop();
  const again = await startGateway({ dataDir });
  expect(await statusOf(`${again.url}${pathname}${search}`)).toBe(403);
  const [revocation] = await again.service.listRevocations(admin);
  await again.service.liftRevocation(revocation?.id ?? "", admin);
  expect(await statusOf(`${again.url}${pathname}${search}`)).toBe(200);
  await again.stop();
  await rm(dataDir, { recursive: true });
});
