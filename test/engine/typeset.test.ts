import { describe, expect, test } from "vitest";
import { compile } from "../../src/engine/local-sharp/planner/compile.js";
import { typeset } from "../../src/engine/local-sharp/planner/typeset.js";
import {
  encodeBase64Text,
  type Header,
  type ImagePipeline,
  parseProcess,
  planPipeline,
} from "../../src/pipeline/index.js";
import { expectFailure } from "../support/expect-failure.js";
import { coverage } from "./support/coverage.js";

const look = { color: "000000", size: 40, shadow: 0, rotate: 0 };
const set = (text: string, font = "wqy-zenhei") => typeset({ ...look, text, font }, coverage());

describe("the leading family", () => {
  test.each([
    ["Hello 图片服务!", "Noto Sans SC"],
    ["“引号”…", "Noto Sans SC"],
    ["Привет, мир", "Noto Sans SC"],
    ["Łódź 图片", "Noto Sans"],
    ["Lo\u0301dz\u0301", "Noto Sans"],
    ["έτσι", "Noto Sans"],
    ["Київ", "Noto Sans"],
    ["नमस्ते", "Noto Sans"],
    ["한국어 Hello", "Noto Sans SC"],
    ["שלום Hello", "Noto Sans SC"],
  ])("of %s is %s", (text, family) => {
    expect(set(text).families[0]).toBe(family);
  });

  test("leaves the others behind it", () => {
    expect([...set("ź").families].sort()).toEqual([...set("a").families].sort());
  });
});

test.each([
  ["ក", "U+1780 (ក)"],
  ["Hello \uE000", "U+E000 (\uE000)"],
  ["ไทย", "U+0E44 (ไ)"],
  ["١\u0890", "U+0890 (\u0890)"],
  ["\u{1F9FF}\u{10FFFE}", "U+10FFFE (\u{10FFFE})"],
])("a character that no font has is named: %s", async (text, got) => {
  const failure = await expectFailure("InvalidArgument", () => set(text));
  expect(failure).toMatchObject({ details: { name: "text", got }, where: { item: "text" } });
});

test.each(["Arial", "", "constructor"])("the font %j is refused", async (font) => {
  const failure = await expectFailure("InvalidArgument", () => set("a", font));
  expect(failure).toMatchObject({ ec: "0040-00000251", details: { name: "type" } });
});

test("a refused text is found in its place before any work", async () => {
  const photo: Header = { format: "jpg", width: 40, height: 30, orientation: 6, frames: 1, alpha: false, byteSize: 1 };
  const process = `image/resize,w_20/watermark,text_${encodeBase64Text("ក")}`;
  const stage = planPipeline(parseProcess(process).pipeline as ImagePipeline, photo).stages[0]!;
  const failure = await expectFailure("InvalidArgument", () => compile(stage, { exactness: "balanced", coverage }));
  expect(failure.where).toEqual({ step: 1, action: "watermark", item: "text" });
});
