import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from "graphql";
import { expect, test } from "vitest";
import { asksFor } from "../../src/graphql/asks-for.js";

/** What a resolver of the first field is told. */
function infoOf(text: string) {
  const fieldNodes: FieldNode[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const each of parse(text).definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
    if (each.kind === Kind.OPERATION_DEFINITION)
      fieldNodes.push(...each.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD));
  }
  return { fieldNodes, fragments };
}

test.each<[text: string, asks: boolean]>([
  ["{ compare { heatMap } }", true],
  ["{ compare { map: heatMap } }", true],
  ["{ compare { ssim } }", false],
  ["{ compare { heatMap: ssim } }", false],
  ["{ compare { ssim } compare { heatMap } }", true],
  ["{ compare { ... { ... on Comparison { heatMap } } } }", true],
  ["{ compare { ...A } } fragment A on Comparison { ssim ...B } fragment B on Comparison { heatMap }", true],
  ["{ compare { a { ...A } } } fragment A on Other { heatMap }", false],
  ["{ compare }", false],
])("%s asks for the map: %s", (text, asks) => {
  expect(asksFor(infoOf(text), "heatMap")).toBe(asks);
});

test("fragments that spread each other many times are looked into once", () => {
  const levels = Array.from({ length: 60 }, (_, i) => `fragment f${i} on C { ...f${i + 1} ...f${i + 1} }`);
  const text = `{ compare { ...f0 } } ${levels.join(" ")} fragment f60 on C { __typename }`;
  expect(asksFor(infoOf(text), "heatMap")).toBe(false);
});
