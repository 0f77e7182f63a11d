import { expect, test } from "vitest";
import { stagedName, writeUploadName } from "../../src/service/intake/upload-name.js";
import { at, house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

async function gallery() {
  const made = house();
  await made.bucket("photos", "private");
  await made.put("photos", "a.jpg", photo);
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

const source = 'source: { key: "a.jpg" }';
const own = 'target: { key: ".imgraph/uploads/a.jpg" }';

test.each([
  ["copyImage", `${source}, ${own}`],
  ["copyImage", `${source}, target: { key: ".imgraph/a.jpg" }`],
  ["moveImage", `${source}, ${own}`],
  ["saveImage", `${source}, transform: { simple: { width: 9 } }, ${own}`],
  ["importImage", `url: "https://192.0.2.1/a.jpg", ${own}`],
  ["createUpload", `${own}, contentType: "image/png", byteSize: 9`],
])("%s puts nothing among the gateway's own names: %s", async (mutation, input) => {
  const { run, store } = await gallery();
  const text = `mutation { ${mutation}(input: { ${input} }) { userErrors { code path message } } }`;
  const { data } = await run(text);
  expect(data[mutation].userErrors).toEqual([
    { code: "INVALID_ARGUMENT", path: ["target", "key"], message: expect.stringContaining(".imgraph/") },
  ]);
  const { objects } = await store.list({ bucket: at("photos", "a").bucket, limit: 9 }, new AbortController().signal);
  expect(objects.map(({ key }) => key)).toEqual(["a.jpg"]);
});

test("nor does completeUpload, whatever its id says", async () => {
  const { run } = await gallery();
  const target = at("photos", ".imgraph/uploads/a.jpg");
  const more = { uploadId: "ID", byteSize: 9, contentType: "image/png" };
  const id = writeUploadName({ target, staged: stagedName(target), ...more });
  const { data } = await run(`mutation { completeUpload(input: { uploadId: "${id}" }) { userErrors { code path } } }`);
  expect(data.completeUpload.userErrors).toEqual([{ code: "INVALID_ARGUMENT", path: ["uploadId"] }]);
});

test("a name that only resembles them is anybody's", async () => {
  const { run } = await gallery();
  const { data } = await run(
    `mutation { copyImage(input: { ${source}, target: { key: ".imgraphs/a" } }) { written } }`,
  );
  expect(data.copyImage.written).toBe(true);
});
