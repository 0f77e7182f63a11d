import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.js";
import { createTokenVerifier } from "../../src/identity/index.js";
import { at, house, photo, signed } from "../service/house.js";
import { bearer, issued } from "../support/bearer.js";
import { openDoor } from "./door.js";

const tokens = createTokenVerifier({
  keys: { secret: issued.secret },
  issuer: issued.issuer,
  audience: issued.audience,
  clock: Date,
  log: silentLog,
});

/** Two private buckets, `team` and `other`, with an image in each. */
async function twoTeams() {
  const made = house();
  for (const bucket of ["team", "other"]) {
    await made.bucket(bucket, "private");
    await made.put(bucket, "a.jpg", photo);
  }
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "team", tokens })) };
}

/** Advice to let everybody in. */
const openAdvice = /public-read|acl/i;

test.each([
  ["listing", '{ images(bucket: "other") { nodes { key } } }', "listing this"],
  ["managing", '{ styles(bucket: "other") { nodes { name } } }', "managing this"],
])("a token whose places leave a bucket out is told so, and not to open it: %s", async (_, query, what) => {
  const { run } = await twoTeams();
  const { errors } = await run(query, {}, await bearer({ role: "admin", places: ["team"] }));
  expect(errors?.[0]?.message).toBe(`The token's role or places do not include ${what}.`);
  expect(errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED", hint: expect.stringContaining("token") });
  expect(errors?.[0]?.extensions?.hint).not.toMatch(openAdvice);
});

test("a token with too small a role is told which it needs, and not to open anything", async () => {
  const { run } = await twoTeams();
  const { errors } = await run("{ styles { nodes { name } } }", {}, await bearer({ role: "viewer", places: ["team"] }));
  expect(errors?.[0]?.message).toBe("this needs a token with the role ADMIN");
  expect(errors?.[0]?.extensions?.hint).not.toMatch(openAdvice);
});

const answer = "{ image { key } userErrors { code message path hint params { key value } } }";

test("what one mutation may not do in a place leaves the answers of the others", async () => {
  const { run, store } = await twoTeams();
  const { data, errors } = await run(
    `mutation {
      a: copyImage(input: { source: { key: "a.jpg" }, target: { key: "x" } }) ${answer}
      b: copyImage(input: { source: { key: "a.jpg" }, target: { bucket: "other", key: "x" } }) ${answer}
    }`,
    {},
    await bearer({ role: "editor", places: ["team"] }),
  );
  expect(errors).toBeUndefined();
  expect(data.a).toEqual({ image: { key: "x" }, userErrors: [] });
  const [refused] = data.b.userErrors;
  expect(refused).toMatchObject({ code: "ACCESS_DENIED", path: ["target"] });
  expect(refused.message).toBe("The token's role or places do not include writing this object.");
  expect(refused.hint).not.toMatch(openAdvice);
  expect(await store.find(at("other", "x"), signed.signal)).toBeUndefined();
});

const other = '{ bucket: "other", key: "a.jpg" }';
const here = '{ key: "b.jpg" }';
const resize = "transform: { simple: { width: 9 } }";
test.each([
  ["copyImage", `source: ${other}, target: ${here}`, ["source"]],
  ["moveImage", `source: ${other}, target: ${here}`, ["source"]],
  ["moveImage", `source: { key: "a.jpg" }, target: ${other}`, ["target"]],
  ["copyImage", `source: { key: "a.jpg" }, target: { key: "out/b.jpg" }, acl: PUBLIC_READ`, ["target"]],
  ["saveImage", `source: ${other}, ${resize}, target: ${here}`, ["source"]],
  ["saveImage", `source: { key: "a.jpg" }, ${resize}, target: ${other}`, ["target"]],
  ["importImage", `url: "https://192.0.2.1/a.jpg", target: ${other}`, ["target"]],
  ["createUpload", `target: ${other}, contentType: "image/png", byteSize: 9`, ["target"]],
  ["setImageNotes", `image: ${other}, alt: "a"`, ["image"]],
  ["setImageMetadata", `image: ${other}, metadata: []`, ["image"]],
])("%s of an editor elsewhere: %s", async (mutation, input, path) => {
  const { run } = await twoTeams();
  const text = `mutation { ${mutation}(input: { ${input} }) { userErrors { code path } } }`;
  const { data, errors } = await run(text, {}, await bearer({ role: "editor", places: ["team"] }));
  expect(errors).toBeUndefined();
  expect(data[mutation].userErrors).toEqual([{ code: "ACCESS_DENIED", path }]);
});

test.each([
  ["setImageAcl", `image: ${other}, acl: PRIVATE`, ["image"]],
  ["createTemporaryKey", 'role: READ, scopes: [{ bucket: "team" }, { bucket: "other" }]', ["scopes", "1"]],
  ["createBucket", 'name: "third"', ["name"]],
  ["updateBucket", 'name: "other", acl: PRIVATE', ["name"]],
  ["createStyle", `bucket: "other", name: "s", ${resize}`, ["bucket"]],
  ["updateStyle", `bucket: "other", name: "s", ${resize}`, ["bucket"]],
  ["restoreStyle", 'bucket: "other", name: "s", version: 1', ["bucket"]],
  ["deleteStyle", 'bucket: "other", name: "s"', ["bucket"]],
])("%s of an admin elsewhere: %s", async (mutation, input, path) => {
  const { run } = await twoTeams();
  const text = `mutation { ${mutation}(input: { ${input} }) { userErrors { code path } } }`;
  const { data, errors } = await run(text, {}, await bearer({ role: "admin", places: ["team"] }));
  expect(errors).toBeUndefined();
  expect(data[mutation].userErrors).toEqual([{ code: "ACCESS_DENIED", path }]);
});

test("what belongs to no bucket, and a lacking role, stay errors of the operation", async () => {
  const { run } = await twoTeams();
  const account = 'mutation { revokeUrls(input: { what: { bucket: "team" } }) { userErrors { code } } }';
  const byAdmin = await run(account, {}, await bearer({ role: "admin", places: ["team"] }));
  expect(byAdmin.errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
  const copy = `mutation { copyImage(input: { source: { key: "a.jpg" }, target: ${here} }) { userErrors { code } } }`;
  const byViewer = await run(copy, {}, await bearer({ role: "viewer", places: ["team"] }));
  expect(byViewer.errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
});

test("who may not see what a style lays over an image is not told its name", async () => {
  const { run, put, store } = await twoTeams();
  await put("team", "in/a.jpg", photo);
  await put("team", "hidden/logo.png", photo);
  const mark = Buffer.from("hidden/logo.png").toString("base64url");
  await store.putStyle(
    at("team", "x").bucket,
    "marked" as never,
    { content: `image/watermark,image_${mark}` },
    signed.signal,
  );
  const input = 'source: { key: "in/a.jpg" }, transform: { style: "marked" }, target: { key: "in/b.jpg" }';
  const answered = await run(
    `mutation { saveImage(input: { ${input} }) ${answer} }`,
    {},
    await bearer({ role: "editor", places: ["team/in/"] }),
  );
  expect(answered.data.saveImage.userErrors).toMatchObject([{ code: "ACCESS_DENIED", path: ["transform", "style"] }]);
  expect(JSON.stringify(answered)).not.toContain("hidden/logo");
});
