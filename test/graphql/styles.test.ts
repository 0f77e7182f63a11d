import { describe, expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { at, house, photo, signed } from "../service/house.js";
import { openDoor } from "./door.js";

const photos = parseBucketName("photos");
const card = parseStyleName("card");

async function gallery() {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "a.jpg", photo);
  return { ...made, ...(await openDoor(made.service, { defaultBucket: "photos" })) };
}

const errors = "userErrors { code path }";
const create = `mutation ($input: CreateStyleInput!) {
  createStyle(input: $input) { style { id process version } ${errors} } }`;
const update = `mutation ($input: UpdateStyleInput!) { updateStyle(input: $input) {
  style { process version changedBy parameters { name } } previous { process version } ${errors} } }`;
const restore = `mutation ($input: RestoreStyleInput!) { restoreStyle(input: $input) {
  style { process version parameters { name } } previous { version } ${errors} } }`;

const target = (action: string, argument: string, occurrence = 0) => ({ action, argument, occurrence });
const parameters = [
  { name: "width", description: "of the card", targets: [target("resize", "width")], min: 100, max: 800 },
  { name: "fit", targets: [target("resize", "mode")], values: ["fill", "pad"] },
  { name: "label", targets: [target("watermark", "text")] },
  { name: "ink", targets: [target("watermark", "color")] },
  { name: "grow", targets: [target("resize", "limit")] },
];
const transform = {
  steps: [
    { format: { format: "WEBP" } },
    { resize: { width: 300, height: 200, mode: "FILL", limit: true } },
    { watermark: { text: { text: "free", color: "#FF0000" } } },
  ],
};
const input = { name: "card", transform, parameters };

describe("versions of a style", () => {
  test("are made by every change, and listed newest first", async () => {
    const { run, service } = await gallery();
    await run(create, { input: { name: "card", transform: { simple: { width: 100 } } } });
    const changed = await run(update, { input: { name: "card", transform: { simple: { width: 200 } } } });
    expect(changed.data.updateStyle).toEqual({
      style: { process: "image/resize,w_200", version: 2, changedBy: "admin", parameters: [] },
      previous: { process: "image/resize,w_100", version: 1 },
      userErrors: [],
    });
    await run(create, { input: { name: "card", transform: { simple: { width: 300 } }, ifExists: "REPLACE" } });
    await service.putStyle(photos, card, "image/resize,w_400", signed);
    const same = await run(update, { input: { name: "card", transform: { process: "image/resize,w_400" } } });
    expect(same.data.updateStyle).toMatchObject({ style: { version: 4 }, previous: { version: 4 } });

    const versions =
      "versions(first: 2) { totalCount nodes { id version process changedBy } pageInfo { hasNextPage endCursor } }";
    const { data } = await run(`{ style(name: "card") { id ${versions} } }`);
    const { nodes, totalCount, pageInfo } = data.style.versions;
    expect(totalCount).toBe(4);
    expect(nodes.map((each: { version: number; changedBy: string }) => [each.version, each.changedBy])).toEqual([
      [4, "key key"],
      [3, "admin"],
    ]);
    expect(new Set([data.style.id, ...nodes.map(({ id }: { id: string }) => id)]).size).toBe(3);
    const rest = await run(
      `query ($after: String) { style(name: "card") { versions(after: $after) { nodes { version process } pageInfo { hasNextPage hasPreviousPage } } } }`,
      { after: pageInfo.endCursor },
    );
    expect(rest.data.style.versions).toEqual({
      nodes: [
        { version: 2, process: "image/resize,w_200" },
        { version: 1, process: "image/resize,w_100" },
      ],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  test("are found again by their ids, and the style itself by its own", async () => {
    const { run } = await gallery();
    const { data } = await run(create, { input: { name: "card", transform: { simple: { width: 100 } } } });
    const { style } = (await run('{ style(name: "card") { versions { nodes { id } } } }')).data;
    await run(update, { input: { name: "card", transform: { simple: { width: 200 } } } });
    const node = "query ($id: ID!) { node(id: $id) { id ... on Style { version process versions { totalCount } } } }";
    const of = async (id: string) => (await run(node, { id })).data.node;
    const versions = { totalCount: 2 };
    const { id } = data.createStyle.style;
    expect(await of(id)).toEqual({ id, version: 2, process: "image/resize,w_200", versions });
    const first = style.versions.nodes[0].id;
    expect(await of(first)).toEqual({ id: first, version: 1, process: "image/resize,w_100", versions });
    await run('mutation { deleteStyle(input: { name: "card" }) { deletedStyleId } }');
    expect(await of(id)).toBeNull();
    expect(await of(first)).toBeNull();
  });

  test("are brought back, with the parameters that they had", async () => {
    const { run } = await gallery();
    await run(create, { input });
    await run(update, { input: { name: "card", transform: { simple: { width: 9 } }, parameters: [] } });
    const { data } = await run(restore, { input: { name: "card", version: 1, expectedVersion: 2 } });
    expect(data.restoreStyle).toMatchObject({
      style: { version: 3, process: expect.stringContaining("m_fill,w_300"), parameters: { length: 5 } },
      previous: { version: 2 },
      userErrors: [],
    });
    const again = await run(restore, { input: { name: "card", version: 1 } });
    expect(again.data.restoreStyle).toMatchObject({ style: { version: 3 }, previous: { version: 3 } });
  });

  test.each([
    ["updateStyle", { name: "none", transform: { simple: { width: 9 } } }, "NO_SUCH_STYLE", ["name"]],
    ["updateStyle", { name: "a b", transform: { simple: { width: 9 } } }, "INVALID_ARGUMENT", ["name"]],
    ["updateStyle", { name: "card", bucket: "nowhere", parameters: [] }, "NO_SUCH_BUCKET", ["bucket"]],
    ["updateStyle", { name: "card" }, "MISSING_ARGUMENT", []],
    ["updateStyle", { name: "card", transform: { style: "b" } }, "INVALID_ARGUMENT", ["transform"]],
    [
      "updateStyle",
      { name: "card", transform: { steps: [{ resize: { width: 0 } }] } },
      "INVALID_ARGUMENT",
      ["transform", "steps", "0", "resize", "width"],
    ],
    [
      "updateStyle",
      { name: "card", transform: { simple: { width: 9 } }, expectedVersion: 7 },
      "INVALID_ARGUMENT",
      ["transform"],
    ],
    ["updateStyle", { name: "card", parameters: [], expectedVersion: 7 }, "STYLE_CHANGED", ["expectedVersion"]],
    ["updateStyle", { name: "card", parameters: [], expectedVersion: 0 }, "INVALID_ARGUMENT", ["expectedVersion"]],
    ["restoreStyle", { name: "card", version: 2 }, "NO_SUCH_STYLE_VERSION", ["version"]],
    ["restoreStyle", { name: "card", version: 0 }, "INVALID_ARGUMENT", ["version"]],
    ["restoreStyle", { name: "none", version: 1 }, "NO_SUCH_STYLE", ["name"]],
    ["restoreStyle", { name: "card", version: 1, expectedVersion: 2 }, "STYLE_CHANGED", ["expectedVersion"]],
  ])("%s of %j is refused and changes nothing", async (field, given, code, path) => {
    const { run, store } = await gallery();
    await run(create, { input });
    const { data } = await run(field === "updateStyle" ? update : restore, { input: given });
    expect(data[field]).toMatchObject({ style: null, userErrors: [{ code, path }] });
    expect((await store.findStyle(photos, card, signed.signal))?.version).toBe(1);
  });
});

describe("parameters of a style", () => {
  test("have the types, ranges and defaults of the arguments for which they stand", async () => {
    const { run } = await gallery();
    expect((await run(create, { input })).data.createStyle.userErrors).toEqual([]);
    const { data } = await run(
      `{ style(name: "card") { parameters { name description type default min max unit values targets { action argument occurrence } } } }`,
    );
    const none = { description: "", min: null, max: null, unit: null, values: null };
    const resize = (argument: string) => [{ action: "resize", argument, occurrence: 0 }];
    const mark = (argument: string) => [{ action: "watermark", argument, occurrence: 0 }];
    expect(data.style.parameters).toEqual([
      {
        ...none,
        name: "width",
        description: "of the card",
        type: "INT",
        default: "300",
        min: 100,
        max: 800,
        unit: "px",
        targets: resize("width"),
      },
      { ...none, name: "fit", type: "CHOICE", default: "fill", values: ["fill", "pad"], targets: resize("mode") },
      { ...none, name: "label", type: "TEXT", default: "free", targets: mark("text") },
      { ...none, name: "ink", type: "COLOR", default: "FF0000", targets: mark("color") },
      { ...none, name: "grow", type: "FLAG", default: "true", targets: resize("limit") },
    ]);
  });

  test("take values of their types", async () => {
    const { run } = await gallery();
    await run(create, { input });
    const styleWith = {
      name: "card",
      arguments: [
        { name: "width", value: { int: 120 } },
        { name: "fit", value: { choice: "pad" } },
        { name: "label", value: { text: "李白, a|b" } },
        { name: "ink", value: { color: "#00ff00" } },
        { name: "grow", value: { flag: false } },
      ],
    };
    const { data } = await run(
      `query ($transform: TransformInput!) {
        image(key: "a.jpg") { rendition(transform: $transform) { width height process url stages { ... on StyleStage { style arguments { key value } } } } }
        pipeline(transform: $transform) { process wire } }`,
      { transform: { styleWith } },
    );
    const process = "style/card,fit_pad,grow_0,ink_00FF00,label_5p2O55m9LCBhfGI,width_120";
    expect(data.image.rendition).toMatchObject({ width: 120, height: 200, process });
    expect(data.image.rendition.url).toContain(`?${process}&`);
    expect(data.image.rendition.stages).toEqual([
      {
        style: "card",
        arguments: [
          { key: "fit", value: "pad" },
          { key: "grow", value: "0" },
          { key: "ink", value: "00FF00" },
          { key: "label", value: "5p2O55m9LCBhfGI" },
          { key: "width", value: "120" },
        ],
      },
    ]);
    expect(data.pipeline.process).toBe(process);
    const again = await run(
      `query ($process: String!) { image(key: "a.jpg") { rendition(transform: { process: $process }) { width height } } }`,
      { process },
    );
    expect(again.data.image.rendition).toEqual({ width: 120, height: 200 });
  });

  const withArguments = (...given: [string, object][]) => ({
    styleWith: { name: "card", arguments: given.map(([name, value]) => ({ name, value })) },
  });
  const at = (...path: (string | number)[]) => ["transform", "styleWith", ...path];

  test.each<[object, string, (string | number)[]]>([
    [withArguments(["width", { int: 99 }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [
      withArguments(["fit", { choice: "pad" }], ["width", { int: 801 }]),
      "INVALID_ARGUMENT",
      at("arguments", 1, "value"),
    ],
    [withArguments(["width", { flag: true }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [withArguments(["width", { text: "300" }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [withArguments(["fit", { choice: "lfit" }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [withArguments(["fit", { choice: "pad,width_900" }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [withArguments(["label", { text: "x".repeat(65) }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [withArguments(["grow", { int: 1 }]), "INVALID_ARGUMENT", at("arguments", 0, "value")],
    [withArguments(["height", { int: 100 }]), "INVALID_ARGUMENT", at("arguments", 0, "name")],
    [withArguments(["a,b", { int: 100 }]), "INVALID_ARGUMENT", at("arguments", 0, "name")],
    [withArguments(["width", { int: 200 }], ["width", { int: 200 }]), "INVALID_ARGUMENT", at("arguments", 1, "name")],
    [{ styleWith: { name: "none", arguments: [] } }, "NO_SUCH_STYLE", at("name")],
    [{ styleWith: { name: "a|b", arguments: [] } }, "INVALID_ARGUMENT", at("name")],
  ])("refuse %j", async (given, code, inputPath) => {
    const { run } = await gallery();
    await run(create, { input });
    const asked = `query ($t: TransformInput!, $engine: EngineChoice!) { image(key: "a.jpg") { rendition(transform: $t, engine: $engine) { url } } }`;
    for (const engine of ["CONFIGURED", "LOCAL"]) {
      const { errors: refusals } = await run(asked, { t: given, engine });
      expect(refusals).toMatchObject([{ extensions: { code, inputPath } }]);
    }
  });

  const declared = (part: object) => ({ parameters: [{ ...parameters[0], ...part }] });
  test.each<[string, object, string[]]>([
    ["a name that no parameter can have", declared({ name: "a_b" }), ["0", "name"]],
    ["a name twice", { parameters: [parameters[0], parameters[0]] }, ["1", "name"]],
    ["a long description", declared({ description: "x".repeat(201) }), ["0", "description"]],
    ["no target", declared({ targets: [] }), ["0", "targets"]],
    ["nine targets", declared({ targets: Array(9).fill(target("resize", "width")) }), ["0", "targets"]],
    ["an argument that the style does not say", declared({ targets: [target("blur", "radius")] }), ["0", "targets"]],
    [
      "an argument twice",
      declared({ targets: [target("resize", "width"), target("resize", "width")] }),
      ["0", "targets"],
    ],
    [
      "an argument that another stands for",
      { parameters: [parameters[0], { ...parameters[0], name: "wide" }] },
      ["1", "targets"],
    ],
    ["a wider range", declared({ max: 99_999 }), ["0", "max"]],
    ["a range without the default", declared({ min: 301 }), ["0", "min"]],
    ["values of an integer", declared({ values: ["1"] }), ["0", "values"]],
    [
      "twenty-one of them",
      { parameters: Array.from({ length: 21 }, (_, i) => ({ ...parameters[0], name: `p${i}` })) },
      [],
    ],
  ])("are not declared with %s", async (_, part, path) => {
    const { run } = await gallery();
    const { data } = await run(create, { input: { ...input, ...part } });
    expect(data.createStyle).toEqual({
      style: null,
      userErrors: [{ code: "INVALID_ARGUMENT", path: ["parameters", ...path] }],
    });
  });

  test("stay with an update that says nothing of them, where they still fit", async () => {
    const { run } = await gallery();
    await run(create, { input });
    const other = { steps: [{ rotate: { degrees: 90 } }, ...transform.steps] };
    const { data } = await run(update, { input: { name: "card", transform: other } });
    expect(data.updateStyle).toMatchObject({ style: { version: 2, parameters: { length: 5 } }, userErrors: [] });
    const only = await run(update, { input: { name: "card", parameters: parameters.slice(0, 1) } });
    expect(only.data.updateStyle.style).toMatchObject({ version: 3, parameters: [{ name: "width" }] });
  });

  test("are not declared for a style that names another one, as the wire lets it in", async () => {
    const { run, service } = await gallery();
    await service.putStyle(photos, card, "style/other", signed);
    const { data } = await run(update, { input: { name: "card", parameters: parameters.slice(0, 1) } });
    expect(data.updateStyle).toMatchObject({
      style: null,
      userErrors: [{ code: "INVALID_ARGUMENT", path: ["parameters"] }],
    });
  });

  test("are none of a style that does not parse, and those that do not fit are left out", async () => {
    const { run, service } = await gallery();
    await run(create, { input });
    const names = async () =>
      (await run('{ style(name: "card") { parameters { name } } }')).data.style.parameters.map(
        ({ name }: { name: string }) => name,
      );
    await service.putStyle(photos, card, "image/resize,w_200,m_pad,h_9", signed);
    expect(await names()).toEqual(["width", "fit", "grow"]);
    await service.putStyle(photos, card, "image/slim,1", signed);
    expect(await names()).toEqual([]);
  });
});

test("a picture is saved through a style with arguments", async () => {
  const { run, store } = await gallery();
  await run(create, { input });
  const styleWith = { name: "card", arguments: [{ name: "width", value: { int: 120 } }] };
  const { data } = await run(`mutation ($input: SaveImageInput!) { saveImage(input: $input) { written ${errors} } }`, {
    input: { source: { key: "a.jpg" }, target: { key: "b.webp" }, transform: { styleWith } },
  });
  expect(data.saveImage).toEqual({ written: true, userErrors: [] });
  expect(await store.find(at("photos", "b.webp"), signed.signal)).toBeDefined();
});
