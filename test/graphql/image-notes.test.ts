import { describe, expect, test } from "vitest";
import { at, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const notes = "alt title tags focalPoint { x y }";
const setNotes = `mutation ($input: SetImageNotesInput!) {
  setImageNotes(input: $input) { image { ${notes} } userErrors { code path } } }`;
const setFocalPoint = `mutation ($input: SetFocalPointInput!) {
  setFocalPoint(input: $input) { image { ${notes} } userErrors { code path } } }`;
const image = { key: "a.jpg" };

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "a.jpg", photo);
  await made.put("photos", "words.txt", "words");
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

test.each([
  ["setImageNotes", setNotes, { alt: "x" }],
  ["setFocalPoint", setFocalPoint, { focalPoint: { x: 0, y: 0 } }],
])("%s needs the admin token, and an image", async (field, mutation, change) => {
  const { run } = await gallery();
  const { errors } = await run(mutation, { input: { image, ...change } }, null);
  expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  const refused = async (of: object) => (await run(mutation, { input: { image: of, ...change } })).data[field];
  const refusal = (code: string, ...path: string[]) => ({ image: null, userErrors: [{ code, path }] });
  expect(await refused({ key: "x.jpg" })).toEqual(refusal("NO_SUCH_KEY", "image", "key"));
  expect(await refused({ bucket: "nowhere", key: "a" })).toEqual(refusal("NO_SUCH_BUCKET", "image", "bucket"));
  expect(await refused({ key: "words.txt" })).toEqual(refusal("BAD_REQUEST", "image"));
});

test("what is said is shown in the same operation, and to whoever sees the image", async () => {
  const { run } = await gallery();
  const before = await run(`{ image(key: "a.jpg") { ${notes} } }`, {}, null);
  expect(before.data.image).toEqual({ alt: null, title: null, tags: [], focalPoint: null });
  const { data } = await run(setNotes, { input: { image, alt: " a bird ", title: "Bird", tags: ["b", "a", "b "] } });
  const said = { alt: "a bird", title: "Bird", tags: ["b", "a"], focalPoint: null };
  expect(data.setImageNotes).toEqual({ image: said, userErrors: [] });
  const pointed = await run(setFocalPoint, { input: { image, focalPoint: { x: 0.5, y: 1 } } });
  expect(pointed.data.setFocalPoint.image).toEqual({ ...said, focalPoint: { x: 0.5, y: 1 } });
  const after = await run(`{ image(key: "a.jpg") { ${notes} } }`, {}, null);
  expect(after.data.image).toEqual({ ...said, focalPoint: { x: 0.5, y: 1 } });
});

test("two changes in one operation do not hide each other", async () => {
  const { run } = await gallery();
  const { data } = await run(`mutation {
    a: setImageNotes(input: { image: { key: "a.jpg" }, alt: "x" }) { image { alt title } }
    b: setImageNotes(input: { image: { key: "a.jpg" }, title: "y", alt: null }) { image { alt title } } }`);
  expect([data.a.image, data.b.image]).toEqual([
    { alt: "x", title: null },
    { alt: null, title: "y" },
  ]);
});

test.each<[string, string, object, string]>([
  ["a long alt", setNotes, { alt: "x".repeat(2001) }, "alt"],
  ["an alt with a control character", setNotes, { alt: "a\u0000b" }, "alt"],
  ["a long title", setNotes, { title: "x".repeat(501) }, "title"],
  ["an empty tag", setNotes, { tags: ["a", " "] }, "tags"],
  ["a long tag", setNotes, { tags: ["x".repeat(101)] }, "tags"],
  ["too many tags", setNotes, { tags: Array.from({ length: 51 }, (_, i) => `tag ${i}`) }, "tags"],
  ["a point beside the picture", setFocalPoint, { focalPoint: { x: 1.01, y: 0 } }, "focalPoint.x"],
  ["a point above the picture", setFocalPoint, { focalPoint: { x: 0, y: -0.1 } }, "focalPoint.y"],
])("%s is a user error", async (_, mutation, change, argument) => {
  const { run } = await gallery();
  const { data } = await run(mutation, { input: { image, ...change } });
  const field = mutation === setNotes ? "setImageNotes" : "setFocalPoint";
  expect(data[field]).toEqual({ image: null, userErrors: [{ code: "INVALID_ARGUMENT", path: argument.split(".") }] });
});

test("the notes of a whole page are looked up at once", async () => {
  const made = await gallery();
  for (let i = 0; i < 20; i += 1) await made.put("photos", `p${i}.jpg`, photo);
  let lookUps = 0;
  const service = {
    ...made.service,
    findNotes: (...args: Parameters<typeof made.service.findNotes>) => {
      lookUps += 1;
      return made.service.findNotes(...args);
    },
  };
  const { run } = await openDoor(service, { defaultBucket: "photos" });
  const { data } = await run(`{ images { nodes { alt title tags } } }`);
  expect(data.images.nodes).toHaveLength(21);
  expect(lookUps).toBe(1);
});

describe("focus FOCAL_POINT", () => {
  test("is the point of each image, and the middle without one", async () => {
    const { run } = await gallery();
    const ask = `{ image(key: "a.jpg") {
      rendition(transform: { simple: { width: 50, height: 50, fit: COVER, focus: FOCAL_POINT } }) {
        process plan { stages { passes { ops } } } } } }`;
    const before = (await run(ask)).data.image.rendition;
    await run(setFocalPoint, { input: { image, focalPoint: { x: 0, y: 0 } } });
    const after = (await run(ask)).data.image.rendition;
    expect(after.process).toBe("image/x-focal-crop,w_50,h_50,limit_0");
    expect(before.process).toBe(after.process);
  });
});

describe("derived", () => {
  const ask = `query ($first: Int, $after: String) { image(key: "a.jpg") {
    derived(first: $first, after: $after) { nodes { key } pageInfo { hasNextPage endCursor } } } }`;

  test("is what was saved from it, page by page", async () => {
    const { run, service } = await gallery();
    for (const key of ["d.jpg", "c.jpg"])
      await run(
        `mutation ($key: String!) { saveImage(input: { source: { key: "a.jpg" }, target: { key: $key },
           transform: { simple: { width: 9 } } }) { userErrors { message } } }`,
        { key },
      );
    // What the engine of tests makes is no picture for it; what is listed was one when it was saved.
    expect(await service.getObject(at("photos", "c.jpg"), signed)).toBeDefined();
    const first = (await run(ask, { first: 1 })).data.image.derived;
    expect(first).toMatchObject({ nodes: [{ key: "c.jpg" }], pageInfo: { hasNextPage: true } });
    const second = (await run(ask, { first: 1, after: first.pageInfo.endCursor })).data.image.derived;
    expect(second).toMatchObject({ nodes: [{ key: "d.jpg" }], pageInfo: { hasNextPage: false } });
  });

  test.each([
    [{ first: 0 }, "first"],
    [{ first: 101 }, "first"],
    [{ after: "?" }, "after"],
    [{ after: Buffer.from("no name").toString("base64url") }, "after"],
  ])("%j is refused", async (variables, argument) => {
    const { run } = await gallery();
    const { errors } = await run(ask, variables);
    expect(errors).toMatchObject([{ extensions: { inputPath: [argument] } }]);
  });
});
