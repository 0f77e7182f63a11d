import { expect, test } from "vitest";
import { parseBucketName } from "../../src/base/bucket-name.js";
import { parseStyleName } from "../../src/base/style-name.js";
import { parseProcess, printPipeline } from "../../src/pipeline/index.js";
import type { Style } from "../../src/service/ports.js";
import { atStyleVersion } from "../../src/service/styles/at-style-version.js";
import { expectFailure } from "../support/expect-failure.js";

const version = (content: string): Style => ({
  bucket: parseBucketName("photos"),
  name: parseStyleName("card"),
  content,
  parameters: [],
  version: 3,
  createdAt: 0,
  updatedAt: 0,
});
const at = (process: string, content: string) => atStyleVersion(parseProcess(process).pipeline, version(content));

test("the content of the version stands where its name stood", () => {
  const pipeline = at("image/rotate,90|style/card", "image/resize,w_40|image/blur,r_3,s_2");
  expect(printPipeline(pipeline)).toBe("image/rotate,90|image/resize,w_40|image/blur,r_3,s_2");
});

test.each([
  ["style/card|style/other", "image/resize,w_40", { stage: 1, style: "other" }],
  ["image/rotate,90|style/card", "image/resize,w_0", { stage: 1, style: "card", step: 0, action: "resize", item: "w" }],
])("%s with the content %s is refused where it was written", async (process, content, where) => {
  const failure = await expectFailure("InvalidArgument", async () => at(process, content));
  expect(failure.where).toEqual(where);
});
