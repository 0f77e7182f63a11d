import { isObjectType } from "graphql";
import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { silentLog } from "../../src/base/log.js";
import { writeNodeId } from "../../src/graphql/node-id.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";
import { createTokenVerifier } from "../../src/identity/index.js";
import { stagedName, writeUploadName } from "../../src/service/intake/upload-name.js";
import { at, house, photo } from "../service/house.js";
import { bearer, issued } from "../support/bearer.js";
import { openDoor } from "./door.js";

/**
 * What comes of asking: an answer; null for what the caller must not know of; an error of the catalogue; a mutation whose role is
 * fulfilled, but not where its input reaches, says ACCESS_DENIED in its `userErrors` ("refused there"), so that the answers of others stay. A
 * mutation that finds nothing to work on was let through: rights come before existence.
 */
type Outcome = "answer" | "null" | "UNAUTHENTICATED" | "ACCESS_DENIED" | "refused there";
/** Asked for a private bucket: without a token; with a token for it of each role; and for another bucket alone, as ADMIN. */
type Row = readonly [anonymous: Outcome, viewer: Outcome, editor: Outcome, admin: Outcome, elsewhere: Outcome];

const open: Row = ["answer", "answer", "answer", "answer", "answer"];
/** Everybody may ask; only who may see it is told of it. */
const seen: Row = ["null", "answer", "answer", "answer", "null"];
const listed: Row = ["ACCESS_DENIED", "answer", "answer", "answer", "ACCESS_DENIED"];
const bearers: Row = ["UNAUTHENTICATED", "answer", "answer", "answer", "answer"];
const admins: Row = ["UNAUTHENTICATED", "ACCESS_DENIED", "ACCESS_DENIED", "answer", "ACCESS_DENIED"];
const editing: Row = ["UNAUTHENTICATED", "ACCESS_DENIED", "answer", "answer", "refused there"];
const managing: Row = ["UNAUTHENTICATED", "ACCESS_DENIED", "ACCESS_DENIED", "answer", "refused there"];
/** What belongs to no bucket: a token for a bucket is not enough. */
const account: Row = ["UNAUTHENTICATED", "ACCESS_DENIED", "ACCESS_DENIED", "ACCESS_DENIED", "ACCESS_DENIED"];

const image = '{ key: "a.jpg" }';
const errors = "{ userErrors { code } }";
const scope = '[{ bucket: "photos" }]';

/** One that has ended. */
const upload = writeUploadName({
  ...{ target: at("photos", "a.jpg"), uploadId: "ID", byteSize: 9, contentType: "image/png" },
  staged: stagedName(at("photos", "a.jpg")),
});

/** Each field of Query and Mutation, and each other field with a rule: how it is asked for, and what comes of it. */
const rows: Readonly<Record<string, readonly [text: string, row: Row]>> = {
  "Query.accessKeys": ["{ accessKeys { nodes { id } } }", account],
  "Query.bucket": [
    '{ bucket(name: "photos") { name } }',
    ["UNAUTHENTICATED", "ACCESS_DENIED", "ACCESS_DENIED", "answer", "null"],
  ],
  "Query.buckets": ["{ buckets { nodes { name } } }", bearers],
  "Query.capabilities": ["{ capabilities { engine } }", open],
  "Query.compare": [
    '{ compare(key: "a.jpg", a: { transform: { style: "small" } }, b: { transform: { style: "small" } }) { verdict } }',
    seen,
  ],
  "Query.image": ['{ image(key: "a.jpg") { key } }', seen],
  "Query.images": ["{ images { nodes { key } } }", listed],
  "Query.inspectUrl": ['{ inspectUrl(url: "http://localhost/photos/a.jpg") { state } }', account],
  "Query.node": [`{ node(id: "${writeNodeId("Image", "photos", "a.jpg")}") { id } }`, seen],
  "Query.objects": ["{ objects { nodes { key } } }", listed],
  "Query.pipeline": ['{ pipeline(transform: { process: "image/bright,1" }) { process } }', open],
  "Query.prefixes": ["{ prefixes { nodes { prefix } } }", listed],
  "Query.signedUrls": ["{ signedUrls { nodes { key } } }", account],
  "Query.style": [
    '{ style(name: "small") { name } }',
    ["UNAUTHENTICATED", "ACCESS_DENIED", "ACCESS_DENIED", "answer", "null"],
  ],
  "Query.styleImpact": [
    '{ styleImpact(name: "small", transform: { simple: { width: 9 } }) { signedUrls { count } renditions { after { width } } } }',
    admins,
  ],
  "Query.styles": ["{ styles { nodes { name } } }", admins],
  "Query.upload": [
    `{ upload(id: "${upload}") { id } }`,
    ["UNAUTHENTICATED", "ACCESS_DENIED", "null", "null", "ACCESS_DENIED"],
  ],
  "Query.urlRevocations": ["{ urlRevocations { id } }", account],
  "Query.viewer": ["{ viewer { roles } }", open],

  "Mutation.liftRevocation": [`mutation { liftRevocation(input: { id: "none" }) ${errors} }`, account],
  "Mutation.revokeUrls": [`mutation { revokeUrls(input: { what: { caller: "nobody" } }) ${errors} }`, account],

  "Mutation.abortUpload": [`mutation { abortUpload(input: { uploadId: "${upload}" }) ${errors} }`, editing],
  "Mutation.completeUpload": [`mutation { completeUpload(input: { uploadId: "${upload}" }) ${errors} }`, editing],
  "Mutation.createUpload": [
    `mutation { createUpload(input: { target: ${image}, contentType: "image/png", byteSize: 9 }) ${errors} }`,
    editing,
  ],
  "Mutation.copyImage": [
    `mutation { copyImage(input: { source: ${image}, target: { key: "b.jpg" } }) ${errors} }`,
    editing,
  ],
  "Mutation.createAccessKey": [`mutation { createAccessKey(input: { label: "a", role: READ }) ${errors} }`, account],
  "Mutation.createBucket": [`mutation { createBucket(input: { name: "photos" }) ${errors} }`, managing],
  "Mutation.createStyle": [
    `mutation { createStyle(input: { name: "new", transform: { process: "image/bright,1" }, ifExists: REPLACE }) ${errors} }`,
    managing,
  ],
  "Mutation.createTemporaryKey": [
    `mutation { createTemporaryKey(input: { role: READ, scopes: ${scope} }) ${errors} }`,
    managing,
  ],
  "Mutation.deleteImages": [
    'mutation { deleteImages(input: { keys: ["x.jpg"] }) { deletions { error { code } } userErrors { code } } }',
    editing,
  ],
  "Mutation.deleteStyle": [`mutation { deleteStyle(input: { name: "none" }) ${errors} }`, managing],
  "Mutation.importImage": [
    `mutation { importImage(input: { url: "https://192.0.2.1/a.jpg", target: ${image} }) ${errors} }`,
    editing,
  ],
  "Mutation.moveImage": [
    `mutation { moveImage(input: { source: ${image}, target: { key: "c.jpg" } }) ${errors} }`,
    editing,
  ],
  "Mutation.revokeAccessKey": [`mutation { revokeAccessKey(input: { accessKeyId: "x" }) ${errors} }`, account],
  "Mutation.rotateAccessKey": [`mutation { rotateAccessKey(input: { accessKeyId: "x" }) ${errors} }`, account],
  "Mutation.saveImage": [
    `mutation { saveImage(input: { source: ${image}, transform: { simple: { width: 9 } }, target: { key: "d.jpg" } }) ${errors} }`,
    editing,
  ],
  "Mutation.setFocalPoint": [
    `mutation { setFocalPoint(input: { image: ${image}, focalPoint: { x: 0.5, y: 0.5 } }) ${errors} }`,
    editing,
  ],
  "Mutation.setImageAcl": [`mutation { setImageAcl(input: { image: ${image}, acl: PRIVATE }) ${errors} }`, managing],
  "Mutation.setImageMetadata": [
    `mutation { setImageMetadata(input: { image: ${image}, metadata: [] }) ${errors} }`,
    editing,
  ],
  "Mutation.setImageNotes": [`mutation { setImageNotes(input: { image: ${image}, alt: "a" }) ${errors} }`, editing],
  "Mutation.restoreStyle": [`mutation { restoreStyle(input: { name: "small", version: 1 }) ${errors} }`, managing],
  "Mutation.updateBucket": [`mutation { updateBucket(input: { name: "photos", acl: PRIVATE }) ${errors} }`, managing],
  "Mutation.updateStyle": [`mutation { updateStyle(input: { name: "small", parameters: [] }) ${errors} }`, managing],

  // Of a picture in another bucket, which everybody may see: its bucket's affairs are for who manages that.
  "Bucket.acl": ['{ image(bucket: "open", key: "a.jpg") { bucket { acl } } }', account],
  "Bucket.cors": ['{ image(bucket: "open", key: "a.jpg") { bucket { cors { responseVary } } } }', account],
  "Bucket.createdAt": ['{ image(bucket: "open", key: "a.jpg") { bucket { createdAt } } }', account],
  "Bucket.fallbackImage": ['{ image(bucket: "open", key: "a.jpg") { bucket { fallbackImage { key } } } }', account],
  "Bucket.indexedAt": ['{ image(bucket: "open", key: "a.jpg") { bucket { indexedAt } } }', bearers],
  "Bucket.isIndexed": ['{ image(bucket: "open", key: "a.jpg") { bucket { isIndexed } } }', bearers],
  "Bucket.sourceProtection": [
    '{ image(bucket: "open", key: "a.jpg") { bucket { sourceProtection { prefix } } } }',
    account,
  ],
  "Bucket.styleSeparators": ['{ image(bucket: "open", key: "a.jpg") { bucket { styleSeparators } } }', account],
};

const tokens = createTokenVerifier({
  keys: { secret: issued.secret },
  issuer: issued.issuer,
  audience: issued.audience,
  clock: Date,
  log: silentLog,
});

const callers = await Promise.all([
  null,
  bearer({ role: "viewer" }),
  bearer({ role: "editor" }),
  bearer({ role: "admin" }),
  bearer({ places: ["elsewhere"] }),
]);
const refused = {
  "an expired token": await bearer({ expiresIn: -60 }),
  "a token for another audience": await bearer({ audience: "billing" }),
};

async function gallery() {
  const made = house();
  await made.bucket("photos", "private");
  await made.bucket("open", "public-read");
  for (const bucket of ["photos", "open"]) await made.put(bucket, "a.jpg", photo);
  const photos = parseBucketName("photos");
  await made.store.putStyle(photos, "small" as never, { content: "image/resize,w_9" }, new AbortController().signal);
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos", tokens })) };
}

function outcomeOf({ data, errors = [] }: Awaited<ReturnType<Awaited<ReturnType<typeof gallery>>["run"]>>): Outcome {
  const code = errors[0]?.extensions?.code;
  if (code === "ACCESS_DENIED" || code === "UNAUTHENTICATED") return code;
  if (/"code":"ACCESS_DENIED"/.test(JSON.stringify(data))) return "refused there";
  if (errors.length > 0) throw new Error(`an error of another kind: ${errors[0]?.message}`);
  return Object.values(data ?? {}).every((value) => value === null) ? "null" : "answer";
}

test("every field of Query and Mutation, and every other one with a rule, has a row, and no other has", () => {
  const schema = buildGraphqlSchema();
  const named = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type)) return [];
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    const isSubscription = type === schema.getSubscriptionType();
    return Object.values(type.getFields())
      .filter(({ extensions }) => isRoot || (extensions.role !== undefined && !isSubscription))
      .map(({ name }) => `${type.name}.${name}`);
  });
  expect(Object.keys(rows).sort()).toEqual(named.sort());
});

test("every mutation has a rule", () => {
  const mutations = Object.values(buildGraphqlSchema().getMutationType()?.getFields() ?? {});
  expect(mutations.filter(({ extensions }) => extensions.role === undefined).map(({ name }) => name)).toEqual([]);
});

describe.each(Object.entries(rows))("%s", (_, [text, row]) => {
  test(`by anonymous, viewer, editor, admin, admin elsewhere: ${row.join(", ")}`, async () => {
    const { run } = await gallery();
    const outcomes: Outcome[] = [];
    for (const caller of callers) outcomes.push(outcomeOf(await run(text, {}, caller)));
    expect(outcomes).toEqual(row);
  });

  // What nobody has is null for whoever may ask for it.
  const byAdmin = row[3] === "null" ? "null" : "answer";
  test(`by the admin token: ${byAdmin}`, async () => {
    const { run } = await gallery();
    expect(outcomeOf(await run(text))).toBe(byAdmin);
  });

  test.each(Object.entries(refused))("by %s: nothing at all", async (_caller, authorization) => {
    const { run, store } = await gallery();
    const before = store.calls.length;
    await expect(run(text, {}, authorization)).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    expect(store.calls).toHaveLength(before);
  });
});

test("a viewer learns what the token is good for", async () => {
  const { run } = await gallery();
  const viewer = "{ viewer { authenticated subject roles scopes { bucket prefix } expiresAt } }";
  const authorization = await bearer({ role: "editor", places: ["photos/in/"] });
  expect((await run(viewer, {}, authorization)).data.viewer).toEqual({
    authenticated: true,
    subject: "ann",
    roles: ["VIEWER", "EDITOR"],
    scopes: [{ bucket: "photos", prefix: "in/" }],
    expiresAt: expect.stringMatching(/Z$/),
  });
  expect((await run(viewer)).data.viewer).toEqual({
    authenticated: true,
    subject: null,
    roles: ["VIEWER", "EDITOR", "ADMIN"],
    scopes: null,
    expiresAt: null,
  });
  expect((await run(viewer, {}, null)).data.viewer).toMatchObject({ authenticated: false, roles: [], scopes: [] });
});

test("a role counts below its prefix and not beside it", async () => {
  const { run, put } = await gallery();
  await put("photos", "in/a.jpg", photo);
  const authorization = await bearer({ role: "viewer", places: ["photos/in/"] });
  const { data } = await run(
    '{ inside: image(key: "in/a.jpg") { key } beside: image(key: "a.jpg") { key } }',
    {},
    authorization,
  );
  expect(data).toEqual({ inside: { key: "in/a.jpg" }, beside: null });
});
