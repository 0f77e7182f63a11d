import { expect, test } from "vitest";
import { fontFamilies, fontsConf } from "../../../src/engine/local-sharp/codec/fonts.js";

test("knows the vendor's seven fonts", () => {
  expect(Object.keys(fontFamilies)).toEqual([
    "wqy-zenhei",
    "wqy-microhei",
    "fangzhengshusong",
    "fangzhengkaiti",
    "fangzhengheiti",
    "fangzhengfangsong",
    "droidsansfallback",
  ]);
});

test("the fontconfig file names one folder and falls back to the shipped family", () => {
  const conf = fontsConf({ fontsDir: "/a & b/<fonts>", cacheDir: "/var/cache/x" });
  expect([...conf.matchAll(/<dir>(.*?)<\/dir>/g)].map(([, dir]) => dir)).toEqual(["/a &amp; b/&lt;fonts&gt;"]);
  expect(conf).toContain("<cachedir>/var/cache/x</cachedir>");
  expect(conf).toContain("<string>Noto Sans SC</string>");
  expect(conf).not.toContain("<include");
});
