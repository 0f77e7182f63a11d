import { expect, test } from "vitest";
import { at, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

async function gallery() {
  const made = house();
  await made.bucket("photos", "private");
  await made.put("photos", "a.jpg", photo);
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

const revoke = `mutation ($what: RevokedUrlsInput!) {
  revokeUrls(input: { what: $what }) { revocation { kind } userErrors { code path } } }`;

test.each([
  [{ bucket: "nope" }, "NO_SUCH_BUCKET", ["what", "bucket"]],
  [{ image: { key: "none" } }, "NO_SUCH_KEY", ["what", "image"]],
  [{ image: { bucket: "nope", key: "a.jpg" } }, "NO_SUCH_KEY", ["what", "image"]],
  [{ caller: "zz" }, "INVALID_ARGUMENT", ["what", "caller"]],
])("a name of nothing is not revoked: %j", async (what, code, path) => {
  const { run, service } = await gallery();
  const { data } = await run(revoke, { what });
  expect(data.revokeUrls).toEqual({ revocation: null, userErrors: [{ code, path }] });
  expect(await service.listRevocations(signed)).toEqual([]);
});

test.each([
  [{ bucket: "photos" }, "BUCKET"],
  [{ image: { key: "a.jpg" } }, "IMAGE"],
])("what is there is revoked, handed out or not: %j", async (what, kind) => {
  const { run } = await gallery();
  expect((await run(revoke, { what })).data.revokeUrls).toEqual({ revocation: { kind }, userErrors: [] });
});

test.each([
  [{ bucket: "photos" }, "BUCKET"],
  [{ image: { key: "a.jpg" } }, "IMAGE"],
  [{ caller: "key key" }, "CALLER"],
])("what is gone is revoked where it was handed out: %j", async (what, kind) => {
  const { run, service } = await gallery();
  const image = at("photos", "a.jpg");
  await service.signUrl(image, {}, signed);
  await service.deleteObject(image, signed);
  await service.deleteBucket(image.bucket, signed);
  expect((await run(revoke, { what })).data.revokeUrls).toEqual({ revocation: { kind }, userErrors: [] });
});
