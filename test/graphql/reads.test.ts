import { describe, expect, test } from "vitest";
import { type House, house, photo } from "../service/house.js";
import { openDoor } from "./door.js";

const fields = `
  url(transform: { simple: { width: 300 } })
  rendition(transform: { simple: { width: 640, format: WEBP } }) { width height url }
  responsive(formats: [WEBP]) { srcSet sources { srcSet } }
  placeholder { value }`;

async function gallery(count: number) {
  const made = house();
  await made.bucket("photos");
  for (let i = 0; i < count; i += 1) await made.put("photos", `${String(i).padStart(3, "0")}.jpg`, photo);
  const { run } = await openDoor(made.service, { defaultBucket: "photos" });
  return { ...made, run };
}

/** How often a method of the store was called, since the last time. */
function counter({ store }: House) {
  let from = 0;
  return (): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const name of store.calls.slice(from)) counts[name] = (counts[name] ?? 0) + 1;
    from = store.calls.length;
    return counts;
  };
}

describe("an operation reads each source once", () => {
  test("50 images with URL, size, sizes for screens and placeholder: one header and one look each, then none", async () => {
    const made = await gallery(50);
    const { run, engine } = made;
    const calls = counter(made);
    const page = `{ images(first: 50) { nodes { ${fields} } } }`;
    const cold = await run(page);
    expect(cold.errors).toBeUndefined();
    expect([engine.inspections, engine.analyses]).toEqual([50, 50]);
    calls();
    const warm = await run(page);
    expect(warm.data).toEqual(cold.data);
    expect([engine.inspections, engine.analyses, engine.jobs.length]).toEqual([50, 50, 0]);
    const { list, find, findBucket, file, open } = calls();
    // A find of each record for what is signed, and one for the right to see the placeholder.
    expect({ list, find, file, open }).toEqual({ list: 1, find: 100, file: undefined, open: undefined });
    // Two for the page and its URLs, one for each placeholder.
    expect(findBucket).toBe(52);
  });

  test("however many aliases ask, and with a style and a watermark that is read for the first time", async () => {
    const made = await gallery(2);
    const { run, engine, store } = made;
    await store.putStyle(
      "photos" as never,
      "small" as never,
      { content: "image/resize,w_100" },
      new AbortController().signal,
    );
    const calls = counter(made);
    const mark = `{ steps: [{ watermark: { image: { image: { key: "001.jpg" } } } }] }`;
    const aliases = Array.from(
      { length: 20 },
      (_, i) => `s${i}: url(transform: { style: "small" }) m${i}: url(transform: ${mark}) r${i}: responsive { srcSet }`,
    );
    const { errors } = await run(`{ image(key: "000.jpg") { ${aliases.join(" ")} } }`);
    expect(errors).toBeUndefined();
    expect(engine.inspections).toBe(2);
    const { find, findStyle } = calls();
    // The image for itself, then for what is made of it; the watermark.
    expect({ find, findStyle }).toEqual({ find: 3, findStyle: 1 });
  });

  test("a mutation sees its own writes", async () => {
    const { run, put } = await gallery(1);
    await put("photos", "wide.jpg", { ...photo, width: 900 });
    const copy = (key: string) =>
      `copyImage(input: { source: { key: "${key}" }, target: { key: "copy.jpg" } }) {
        image { info { width } rendition(transform: { steps: [{ rotate: { degrees: 180 } }] }) { width } } }`;
    const { data, errors } = await run(`mutation { a: ${copy("000.jpg")} b: ${copy("wide.jpg")} }`);
    expect(errors).toBeUndefined();
    expect([data.a.image.rendition.width, data.b.image.rendition.width]).toEqual([400, 900]);
  });
});
