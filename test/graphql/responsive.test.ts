import { describe, expect, test } from "vitest";
import { house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

const large = { ...photo, width: 4000, height: 2670 };

async function gallery(header: typeof photo = large) {
  const made = house();
  await made.bucket("photos", "public-read");
  await made.put("photos", "a.jpg", header);
  const { run } = await openDoor(made.service, { defaultBucket: "photos" });
  return {
    ...made,
    run,
    async responsive(args: string, fields = "src srcSet sizes width height aspectRatio", variables = {}) {
      const { data, errors } = await run(`{ image(key: "a.jpg") { responsive${args} { ${fields} } } }`, variables);
      return { data: data?.image?.responsive, errors };
    },
  };
}

/** `process descriptor` of each candidate. */
const candidates = (srcSet: string) => srcSet.split(", ").map((text) => text.replace(/^\S*?\?(\S*)&\d+ /, "$1 "));

describe("responsive", () => {
  test("an image as it is comes in the widths of screens", async () => {
    const { responsive } = await gallery();
    const { data, errors } = await responsive("");
    expect(errors).toBeUndefined();
    expect(candidates(data.srcSet)).toEqual(
      [320, 640, 960, 1280, 1920, 2560, 3840].map((width) => `image/resize,w_${width} ${width}w`),
    );
    expect(data).toMatchObject({
      width: 3840,
      height: 2563,
      aspectRatio: 3840 / 2563,
      sizes: "(max-width: 3840px) 100vw, 3840px",
    });
    expect(data.src).toContain("image/resize,w_3840&");
  });

  test("where the source is small, the largest that it gives ends the list", async () => {
    const { responsive } = await gallery(photo);
    expect(candidates((await responsive("")).data.srcSet)).toEqual([
      "image/resize,w_320 320w",
      "image/resize,w_400 400w",
    ]);
    const { data } = await responsive("(widths: [1000])");
    expect(candidates(data.srcSet)).toEqual(["image/resize,w_400 400w"]);
    expect(data).toMatchObject({ width: 400, height: 267 });
  });

  test("an upright source that lies in its file has its shown width", async () => {
    const { responsive } = await gallery({ ...photo, width: 800, height: 600, orientation: 6 });
    const { data } = await responsive("(widths: [600, 700])");
    expect(candidates(data.srcSet)).toEqual(["image/resize,w_600 600w"]);
    expect(data).toMatchObject({ width: 600, height: 800 });
  });

  test("the box of a simple transform grows as far as the source allows", async () => {
    const { responsive } = await gallery({ ...photo, width: 1000, height: 500 });
    const square = `transform: { simple: { width: 200, height: 200, fit: COVER } }`;
    const { data } = await responsive(`(${square}, widths: [100, 200, 400, 800])`);
    expect(candidates(data.srcSet)).toEqual([
      "image/resize,m_fill,w_100,h_100,limit_0 100w",
      "image/resize,m_fill,w_200,h_200,limit_0 200w",
      "image/resize,m_fill,w_400,h_400,limit_0 400w",
      "image/resize,m_fill,w_500,h_500,limit_0 500w",
    ]);
    expect(data).toMatchObject({ width: 500, height: 500, aspectRatio: 1 });
  });

  test("densities are of the transform's own size, and `src` is for density 1", async () => {
    const { responsive } = await gallery({ ...photo, width: 1000, height: 500 });
    const { data } = await responsive(
      `(transform: { simple: { width: 400, quality: 60 } }, densities: [3, 1, 2, 1.5])`,
    );
    expect(candidates(data.srcSet)).toEqual([
      "image/resize,w_400/quality,Q_60 1x",
      "image/resize,w_600/quality,Q_60 1.5x",
      "image/resize,w_800/quality,Q_60 2x",
    ]);
    expect(data).toMatchObject({ width: 400, height: 200, sizes: null });
    expect(data.src).toContain("resize,w_400");
  });

  test.each([
    [
      "{ steps: [{ rotate: { degrees: 90 } }, { format: { format: PNG } }] }",
      "image/rotate,90/resize,w_100/format,png",
    ],
    [`{ process: "image/crop,w_300,h_200" }`, "image/crop,w_300,h_200/resize,w_100"],
    ["{ simple: { quality: 50 } }", "image/resize,w_100/quality,Q_50"],
  ])("of %s smaller candidates are the result made smaller", async (transform, process) => {
    const { responsive } = await gallery();
    const { data, errors } = await responsive(`(transform: ${transform}, widths: [100])`);
    expect(errors).toBeUndefined();
    expect(candidates(data.srcSet)).toEqual([`${process} 100w`]);
  });

  test("each format is a source of its own; a style may be the transform", async () => {
    const { responsive, service } = await gallery();
    const signal = new AbortController().signal;
    await service.putStyle("photos" as never, "small" as never, "image/resize,w_900", {
      caller: { kind: "admin" },
      signal,
    });
    const { data, errors } = await responsive(
      `(transform: { style: "small" }, widths: [300, 900], formats: [AVIF, WEBP], sizes: "50vw")`,
      "srcSet sizes sources { type srcSet sizes }",
    );
    expect(errors).toBeUndefined();
    expect(candidates(data.srcSet)).toEqual(["style/small|image/resize,w_300 300w", "style/small 900w"]);
    expect(data.sources.map(({ type, sizes }: { type: string; sizes: string }) => [type, sizes])).toEqual([
      ["image/avif", "50vw"],
      ["image/webp", "50vw"],
    ]);
    expect(candidates(data.sources[0].srcSet)).toEqual([
      "style/small|image/resize,w_300/format,avif 300w",
      "style/small|image/format,avif 900w",
    ]);
  });

  test("a format replaces the one of the transform, and candidates that it cannot hold are left out", async () => {
    const { responsive } = await gallery({ ...photo, width: 6000, height: 2000 });
    const { data, errors } = await responsive(
      `(transform: { simple: { width: 2000, format: AUTO } }, widths: [2000, 5000], formats: [AVIF])`,
      "srcSet sources { srcSet }",
    );
    expect(errors).toBeUndefined();
    expect(candidates(data.sources[0].srcSet)).toEqual(["image/resize,w_2000/format,avif 2000w"]);
    expect(candidates(data.srcSet).map((text) => text.split(" ")[1])).toEqual(["2000w", "5000w"]);
  });

  test("what stands in for the picture comes of one look at it", async () => {
    const { responsive, engine } = await gallery();
    const { data } = await responsive("", "base64 bgColor thumbhash");
    expect(data).toEqual({
      base64: "data:image/webp;base64,UklGRg==",
      bgColor: "#102030",
      thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
    });
    expect([engine.inspections, engine.analyses]).toEqual([1, 1]);
  });

  test("the text that goes with it is the image's", async () => {
    const { run, responsive } = await gallery();
    const mutation = `mutation { setImageNotes(input: { image: { key: "a.jpg" }, alt: "A dog", title: "Rex" }) { userErrors { code } } }`;
    expect((await run(mutation)).errors).toBeUndefined();
    expect((await responsive("", "alt title")).data).toEqual({ alt: "A dog", title: "Rex" });
  });

  test.each([
    ["(widths: [])", ["widths"]],
    ["(widths: [100, 0])", ["widths", 1]],
    ["(widths: [16385])", ["widths", 0]],
    ["(densities: [])", ["densities"]],
    ["(densities: [1, 5.1])", ["densities", 1]],
    ["(densities: [1], widths: [100])", ["densities"]],
    [`(densities: [1], sizes: "100vw")`, ["densities"]],
    ["(formats: [])", ["formats"]],
    ["(formats: [WEBP, AVIF, JPG, PNG, GIF])", ["formats"]],
    ["(expiresIn: 0)", ["expiresIn"]],
    ["(transform: { simple: { width: 0 } })", ["transform", "simple", "width"]],
    ["(transform: { simple: { width: 100, dpr: 9 } })", ["transform", "simple", "dpr"]],
    [`(transform: { process: "image/info" })`, ["transform"]],
    [`(transform: { style: "gone" })`, ["transform", "style"]],
  ])("%s is refused, with its place", async (args, inputPath) => {
    const { responsive } = await gallery();
    const { data, errors } = await responsive(args);
    expect(data).toBeNull();
    expect(errors?.[0]?.path).toEqual(["image", "responsive"]);
    expect(errors?.[0]?.extensions?.inputPath).toEqual(inputPath);
  });
});
