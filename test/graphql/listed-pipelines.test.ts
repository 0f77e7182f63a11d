import { readFile } from "node:fs/promises";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { parseAllowList } from "../../src/graphql/index.js";
import { listedPipelines } from "../../src/graphql/limits/listed-pipelines.js";
import { buildGraphqlSchema } from "../../src/graphql/schema/build-schema.js";

const schema = buildGraphqlSchema();
const read = (...texts: string[]) => {
  const { written, leftOpen } = listedPipelines(
    schema,
    texts.map((text) => parse(text)),
  );
  return { written: [...written], leftOpen };
};
const url = (transform: string) => `{ image(key: "a") { url(transform: ${transform}) } }`;

test.each<[what: string, text: string, written: string]>([
  ["simple", url("{ simple: { width: 300, height: 200, fit: COVER } }"), "image/resize,m_fill,w_300,h_200,limit_0"],
  ["steps", url("{ steps: [{ resize: { width: 9 } }, { format: { format: WEBP } }] }"), "image/resize,w_9/format,webp"],
  ["a style", url('{ style: "small" }'), "style/small"],
  ["a process string, however it is spelt", url('{ process: "image/resize,limit_1,h_5,w_9" }'), "image/resize,w_9,h_5"],
  [
    "a mark with a transform of its own, which is no pipeline by itself",
    url(
      '{ steps: [{ watermark: { image: { image: { key: "m.png", transform: { steps: [{ resize: { width: 9 } }] } } } } }] }',
    ),
    "image/watermark,image_bS5wbmc_eC1vc3MtcHJvY2Vzcz1pbWFnZS9yZXNpemUsd185",
  ],
  [
    "in a fragment",
    `{ image(key: "a") { ...U } } fragment U on Image { rendition(transform: { style: "s" }) { url } }`,
    "style/s",
  ],
  ["what a variable is by default", `query ($t: TransformInput = { style: "s" }) { viewer { roles } }`, "style/s"],
])("a transform that is written out is listed: %s", (_, text, written) => {
  const listed = read(text);
  expect(listed.leftOpen).toEqual([]);
  expect(listed.written.map((each) => each.replace(/image_[A-Za-z0-9_-]+/, mark))).toEqual([
    written.replace(/image_[A-Za-z0-9_-]+/, mark),
  ]);
});
/** The name of a mark in words: its base64 is not what is tested here. */
const mark = () => "image_…";

test.each<[what: string, text: string]>([
  ["a whole transform", 'query Q($t: TransformInput!) { image(key: "a") { url(transform: $t) } }'],
  ["a width", 'query Q($w: Int!) { image(key: "a") { url(transform: { simple: { width: $w } }) } }'],
  ["a step", 'query Q($s: StepInput!) { image(key: "a") { url(transform: { steps: [$s] }) } }'],
  [
    "an input with a transform in it",
    'query Q($a: RenditionSpec!) { compare(key: "a", a: $a, b: { transform: {} }) { ssim } }',
  ],
  [
    "in a subscription's fragment",
    "subscription Q($t: TransformInput) { imageChanged { image { ...U } } } fragment U on Image { url(transform: $t) }",
  ],
])("what variables choose is left open and not listed: %s", (_, text) => {
  expect(read(text)).toEqual({ written: [], leftOpen: ["Q"] });
});

test("what a mutation's variables choose is not left open: it takes a role", () => {
  const text = "mutation M($input: SaveImageInput!) { saveImage(input: $input) { written } }";
  expect(read(text)).toEqual({ written: [], leftOpen: [] });
  expect(
    read('mutation M($t: TransformInput!) { createStyle(input: { name: "s", transform: $t }) { style { id } } }')
      .leftOpen,
  ).toEqual([]);
});

test("what is wrong, or none of the schema's, lists nothing", () => {
  const wrong = [
    url("{ simple: { width: 0 } }"),
    url("{ simple: { wide: 3 } }"),
    url('{ process: "image/resize,w_9|sys/saveas,o_YQ" }'),
  ];
  expect(read(...wrong, url("{}"), '{ nonsense(transform: { style: "s" }) }')).toEqual({ written: [], leftOpen: [] });
});

test("of the project's own operations those with a transform or a side in their variables are left open", async () => {
  const list = parseAllowList(await readFile(new URL("../../schema/operations.json", import.meta.url), "utf8"));
  const { leftOpen } = listedPipelines(schema, list.documents);
  expect(leftOpen).toEqual(expect.arrayContaining(["Image", "Images", "Tiles"]));
  expect(leftOpen).not.toContain("Gallery");
});
