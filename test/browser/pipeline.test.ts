import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/pipeline/index.js";
import { arbitraryImagePipeline } from "../pipeline/support/arbitrary.js";
import { arbitraryHeader } from "../pipeline/support/arbitrary-header.js";
import { scaled } from "../support/scale.js";
import { seed } from "../support/seed.js";
import { bundled } from "./bundled.js";
import { openBrowser, type TestBrowser } from "./open-browser.js";

let chrome: TestBrowser;
beforeAll(async () => {
  chrome = await openBrowser();
});
afterAll(() => chrome.close());

type Case = readonly [process: string, source: library.SourceFacts];

/** What one program makes of the cases; it goes into the page as text, so it uses nothing but its arguments. */
function answers(cases: readonly Case[], { canonicalProcess, Failure, parseProcess, planProcess }: typeof library) {
  return cases.map(([process, source]) => {
    try {
      const { pipeline, warnings } = parseProcess(process);
      return JSON.stringify({ canonical: canonicalProcess(pipeline), warnings, plan: planProcess(process, source) });
    } catch (error) {
      // Engines word their own errors differently; ours they have to agree on.
      if (!(error instanceof Failure)) return `no failure of ours: ${error}`;
      return JSON.stringify({ code: error.code, message: error.message, where: error.where });
    }
  });
}

const examples = Object.values(library.actions).flatMap(
  ({ examples }: { readonly examples: readonly library.Example[] }) =>
    examples.map(({ process, from }): Case => [`image/${process}`, { ...from, format: "png" }]),
);
const random: Case[] = fc.sample(fc.tuple(arbitraryImagePipeline.map(library.printPipeline), arbitraryHeader), {
  seed,
  numRuns: scaled(20_000),
});
const broken = [
  "",
  "image",
  "image/resize,w_0",
  "image/resize,w_1e2",
  "image/x",
  "style/a",
  "image/resize,w_9/".repeat(999),
].map((process): Case => [process, { width: 10, height: 10, format: "jpg" }]);

test.each([
  ["each example of each action", examples, 0.9],
  ["any pipeline of any image", random, 0.3],
  ["what is refused", broken, 0],
])("a browser gives the same sizes and strings as Node: %s", async (_, cases, planned) => {
  const inNode = answers(cases, library);
  expect(inNode.filter((answer) => "plan" in JSON.parse(answer)).length).toBeGreaterThanOrEqual(planned * cases.length);
  const { code } = await bundled(`export * from "imgraph/pipeline";`);
  const page = await chrome.browser.newPage();
  await page.addScriptTag({ content: code });
  const inBrowser = await page.evaluate(`(${answers})(${JSON.stringify(cases)}, bundled)`);
  expect(inBrowser).toEqual(inNode);
  await page.close();
});

describe("what a page has to fetch", () => {
  test.each([
    ["the whole of imgraph/pipeline, with its documentation strings", `export * from "imgraph/pipeline";`, 25_000],
    [
      "of imgraph/pipeline, when it needs only text in base64",
      `export { encodeBase64Text } from "imgraph/pipeline";`,
      400,
    ],
    ["of imgraph/client, for one operation", `export { createClient, ImagesDocument } from "imgraph/client";`, 7_000],
  ])("%s: less than it was promised", async (_, program, promised) => {
    const { gzippedBytes } = await bundled(program);
    expect(gzippedBytes).toBeGreaterThan(50);
    expect(gzippedBytes).toBeLessThan(promised);
  });

  test("neither has a word of Node's in it", async () => {
    const { code } = await bundled(`export * from "imgraph/pipeline"; export * from "imgraph/client";`, {
      forVisitors: false,
    });
    expect(code).not.toMatch(/\bnode:|\bBuffer\b|\bprocess\.(?:env|cwd|platform)\b|\brequire\(/);
  });
});
