import { describe, expect, test } from "vitest";
import { house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

const half = "a\ud800b";

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "a.jpg", photo);
  return openDoor(made.service, { defaultBucket: "photos" });
}

describe("text that is not valid Unicode is refused", () => {
  const errors = "{ userErrors { code } }";
  test.each<[string, string, unknown, string]>([
    ["setImageNotes", "SetImageNotesInput", { image: { key: "a.jpg" }, title: half }, ".title"],
    ["setImageNotes", "SetImageNotesInput", { image: { key: "a.jpg" }, tags: ["a", half] }, ".tags[1]"],
    [
      "setImageMetadata",
      "SetImageMetadataInput",
      { image: { key: "a.jpg" }, metadata: [{ key: "by", value: "\udc00" }] },
      ".metadata[0].value",
    ],
    ["revokeUrls", "RevokeUrlsInput", { bucket: "photos", reason: half }, ".reason"],
    ["createAccessKey", "CreateAccessKeyInput", { label: half, role: "READ" }, ".label"],
    ["createStyle", "CreateStyleInput", { name: half, transform: { process: "image/resize,w_9" } }, ".name"],
    ["createStyle", "CreateStyleInput", { name: "a", transform: { process: half } }, ".transform.process"],
  ])("of %s(%s): %j", async (field, type, input, place) => {
    const { run } = await gallery();
    const answer = await run(`mutation ($input: ${type}!) { ${field}(input: $input) ${errors} }`, { input });
    const message = `Variable "$input" got invalid value at "input${place}": it is not valid Unicode`;
    expect(answer).toMatchObject({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
    expect(answer.data).toBeUndefined();
  });

  test("as a variable of its own", async () => {
    const { run } = await gallery();
    const { errors } = await run("query ($key: String!) { image(key: $key) { key } }", { key: half });
    expect(errors?.[0]?.message).toBe('Variable "$key" got invalid value: it is not valid Unicode');
  });

  test.each([
    ["as it is", `"${half}"`],
    ["escaped", '"a\\ud800b"'],
    ["in a block", `"""${half}"""`],
  ])("in the document, %s", async (_, literal) => {
    const { run } = await gallery();
    const { errors } = await run(`{ image(key: ${literal}) { key } }`);
    expect(errors).toMatchObject([{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }]);
  });

  test("but whole pairs are taken", async () => {
    const { run } = await gallery();
    const { data } = await run(
      `mutation ($alt: String) { setImageNotes(input: { image: { key: "a.jpg" }, alt: $alt }) { image { alt } } }`,
      { alt: "a 😀" },
    );
    expect(data.setImageNotes.image.alt).toBe("a 😀");
  });
});
