import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface Change {
  readonly path: string;
  readonly message: string;
}
const script = "../../scripts/schema-changes.mjs";
const { breakingChanges, unannounced } = (await import(script)) as {
  breakingChanges(before: string, after: string): Promise<Change[]>;
  unannounced(changes: readonly Change[], changelog: string): Change[];
};

const sdl = `
type Query { image(key: String!, kind: Kind! = SMALL): Image }
type Image { palette: [String!] byteSize: Int! }
enum Kind { SMALL COVER }
input Blur { sigma: Int! radius: Int }
input Step @oneOf { blur: Blur bright: Int }
`;

/** The SDL with one place changed. Throws when the place is not there: it would be compared with itself. */
function changed(from: string, to: string): string {
  const text = sdl.replace(from, to);
  if (text === sdl) throw new Error(`the SDL has no ${from}`);
  return text;
}

const paths = async (after: string) => (await breakingChanges(sdl, after)).map(({ path }) => path);

describe("clients break", () => {
  test.each([
    ["when a field goes", "palette: [String!]", "", "Image.palette"],
    ["when a field may be null", "byteSize: Int!", "byteSize: Int", "Image.byteSize"],
    ["when an argument goes", ", kind: Kind! = SMALL", "", "Query.image.kind"],
    ["when an enum loses a value", "COVER", "SPREAD", "Kind.COVER"],
    ["when an input asks for more", "radius: Int", "radius: Int!", "Blur.radius"],
    ["when an input lets in two members", "Step @oneOf", "Step", "Step.@oneOf"],
    ["when an input lets in only one", "Blur { sigma: Int!", "Blur @oneOf { sigma: Int", "Blur.@oneOf"],
  ])("%s", async (_, from, to, path) => {
    expect(await paths(changed(from, to))).toContain(path);
  });

  test.each([
    ["a field more", "byteSize: Int!", "byteSize: Int! weight: Float"],
    ["a value more", "COVER", "COVER SPREAD"],
    ["an optional member more", "radius: Int", "radius: Int edge: Int"],
    ["a deprecation", "palette: [String!]", 'palette: [String!] @deprecated(reason: "gone by 2.0")'],
    ["a new input that lets in one member", "enum Kind", "input Place @oneOf { name: String id: ID } enum Kind"],
    ["other words", "type Image", '"A picture." type Image'],
  ])("but not by %s", async (_, from, to) => {
    expect(await paths(changed(from, to))).toEqual([]);
  });
});

test("none of the inputs that let in one member can lose that unseen", async () => {
  const committed = readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8");
  const inputs = [...committed.matchAll(/^input (\w+) @oneOf/gm)].map(([, name]) => name);
  expect(inputs).toEqual(expect.arrayContaining(["StepInput", "TransformInput", "WatermarkInput"]));
  const changes = await breakingChanges(committed, committed.replaceAll(" @oneOf {", " {"));
  expect(changes.map(({ path }) => path).sort()).toEqual(inputs.map((name) => `${name}.@oneOf`));
});

describe("the changelog announces", () => {
  const changes = ["Image.palette", "StepInput.@oneOf"].map((path) => ({ path, message: path }));
  const left = (changelog: string) => unannounced(changes, changelog).map(({ path }) => path);
  const breaks = "### Changes that break clients";

  test.each([
    ["a change by its path", `## Unreleased\n\n${breaks}\n\n- \`Image.palette\` is gone.\n`, ["StepInput.@oneOf"]],
    ["all of a type", `## Unreleased\n${breaks}\n- \`Image\`, \`StepInput\`\n`, []],
    [
      "up to the next heading",
      `## Unreleased\n${breaks}\n### Else\n- \`Image.palette\``,
      ["Image.palette", "StepInput.@oneOf"],
    ],
    [
      "only of what is unreleased",
      `## Unreleased\n## 1.0.0\n${breaks}\n- \`Image\``,
      ["Image.palette", "StepInput.@oneOf"],
    ],
    [
      "nothing by another name",
      `## Unreleased\n${breaks}\n- \`Image.pal\` \`Step\``,
      ["Image.palette", "StepInput.@oneOf"],
    ],
  ])("%s", (_, changelog, expected) => {
    expect(left(changelog)).toEqual(expected);
  });
});
