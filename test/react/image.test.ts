import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Image, type ImageProps, placeholderStyle, type ResponsiveData } from "../../src/react/index.js";

const plain: ResponsiveData = { src: "/cat-800.jpg", width: 800, height: 600 };
const full: ResponsiveData = {
  ...plain,
  srcSet: "/cat-400.jpg 400w, /cat-800.jpg 800w",
  sources: [
    { type: "image/avif", srcSet: "/cat-400.avif 400w, /cat-800.avif 800w" },
    { type: "image/webp", srcSet: "/cat-400.webp 400w, /cat-800.webp 800w" },
  ],
  sizes: "50vw",
  alt: "A cat",
  title: "Cat & co",
  base64: "data:image/webp;base64,AAAA",
  bgColor: "#AABBCC",
};

const markup = (props: ImageProps) => renderToStaticMarkup(createElement(Image, props));
/** The attributes of the one tag of that name, as they are written. */
const tag = (html: string, name: string) => new RegExp(`<${name} ([^>]*)>`).exec(html)?.[1] ?? "";

describe("what a server renders", () => {
  test("is a whole picture, with its room kept and nothing that needs a script", () => {
    expect(markup({ data: plain, placeholder: "none" })).toBe(
      '<picture style="display:contents"><img decoding="async" loading="lazy" sizes="(min-width: 800px) 800px, 100vw" ' +
        'src="/cat-800.jpg" width="800" height="600" alt="" style="max-width:100%;height:auto"/></picture>',
    );
  });

  test("offers each format, the best first, then the one that every browser reads", () => {
    const html = markup({ data: full });
    expect(
      [...html.matchAll(/<source type="([^"]+)" srcSet="([^"]+)" sizes="50vw"\/>/gi)].map(([, type]) => type),
    ).toEqual(["image/avif", "image/webp"]);
    expect(tag(html, "img")).toContain('srcSet="/cat-400.jpg 400w, /cat-800.jpg 800w" src="/cat-800.jpg"');
  });

  test.each<[string, Partial<ImageProps>, string[], string[]]>([
    ["alt and title come with the data", {}, ['alt="A cat"', 'title="Cat &amp; co"'], []],
    ["alt and title of the caller win", { alt: "Mine", title: "T" }, ['alt="Mine"', 'title="T"'], ["A cat"]],
    ["an empty alt is the caller's word too", { alt: "" }, ['alt=""'], ["A cat"]],
    ["what is far is fetched late", {}, ['loading="lazy"'], ["fetchPriority"]],
    ["what matters is fetched first", { priority: true }, ['loading="eager"', 'fetchPriority="high"'], ["lazy"]],
    ["sizes of the caller win", { sizes: "33vw" }, ['sizes="33vw"'], ["50vw"]],
    ["other attributes reach the img", { className: "c", id: "i" }, ['class="c"', 'id="i"'], []],
    ["a style of the caller wins", { style: { height: 9 } }, ["height:9px", "max-width:100%"], ["height:auto"]],
    ["the placeholder lies below", {}, ["background-color:#AABBCC", "data:image/svg+xml"], []],
    ["and is left out on request", { placeholder: "none" }, [], ["background"]],
  ])("%s", (_, props, has, hasNot) => {
    const html = tag(markup({ data: full, ...props }), "img");
    for (const text of has) expect(html).toContain(text);
    for (const text of hasNot) expect(html).not.toContain(text);
  });

  test("art direction comes before all, each with the room of its own picture", () => {
    const portrait = {
      src: "/tall.jpg",
      width: 300,
      height: 500,
      sources: [{ type: "image/webp", srcSet: "/tall.webp 300w" }],
    };
    const html = markup({ data: full, art: [{ media: "(max-width: 600px)", data: portrait }] });
    const sources = [...html.matchAll(/<source ([^>]*)\/>/g)].map(([, attributes]) => attributes ?? "");
    expect(sources.map((source) => /srcSet="(\S+)/i.exec(source)?.[1])).toEqual([
      "/tall.webp",
      '/tall.jpg"',
      "/cat-400.avif",
      "/cat-400.webp",
    ]);
    for (const source of sources.slice(0, 2)) {
      expect(source).toContain('media="(max-width: 600px)"');
      expect(source).toContain('width="300" height="500"');
    }
  });
});

describe("the placeholder", () => {
  const thumbhash = "1QcSHQRnh493V4dIh4eXh1h4kJUI";

  test.each<[string, Partial<ResponsiveData>, RegExp | undefined]>([
    [
      "is the tiny picture, blurred",
      { base64: "data:image/webp;base64,AAAA", thumbhash },
      /^url\("data:image\/svg\+xml,.*feGaussianBlur.*AAAA/,
    ],
    ["or what a ThumbHash stands for", { thumbhash }, /^url\("data:image\/png;base64,iVBORw0KGgo/],
    ["or nothing, of a broken hash", { thumbhash: "%%%" }, undefined],
    ["or nothing", {}, undefined],
  ])("%s", (_, data, image) => {
    const style = placeholderStyle({ ...plain, ...data });
    if (image) expect(decodeURIComponent(style.backgroundImage ?? "")).toMatch(image);
    else expect(style).toEqual({});
  });

  test("cannot break out of the style that it stands in", () => {
    const style = placeholderStyle({ ...plain, base64: `data:,");}'</style><script>` });
    expect(style.backgroundImage?.slice(5, -2)).not.toMatch(/["'<>\s]/);
  });
});
