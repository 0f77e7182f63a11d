import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { KeptImage, RenderedDocument, RenderedImage, Results } from "../../src/service/ports.js";

const timings = { planMs: 0, queueMs: 0, sourceMs: 0, renderMs: 0, encodeMs: 0 };

/** The ETag of the nth result. */
export const etagOf = (n: number | string): string => createHash("md5").update(String(n)).digest("hex").toUpperCase();

export interface TestImage extends RenderedImage {
  /** How often its file was let go of. */
  readonly releases: number;
}

/** An image of these bytes, in a file of its own in the folder, as an engine hands it out. */
export async function renderedImage(folder: string, bytes: string): Promise<TestImage> {
  const path = join(folder, `rendered-${createHash("md5").update(bytes).digest("hex")}-${Math.random()}`);
  await writeFile(path, bytes);
  let releases = 0;
  const image = {
    kind: "image",
    file: {
      path,
      release: async () => {
        releases += 1;
      },
    },
    byteSize: Buffer.byteLength(bytes),
    format: "webp",
    contentType: "image/webp",
    width: 300,
    height: 200,
    frames: 3,
    timings,
    get releases() {
      return releases;
    },
  } as const;
  return image;
}

export const renderedDocument = (json: string): RenderedDocument => ({ kind: "document", json, timings });

/** The bytes of a kept image, or the text of a kept document; `undefined` when there is none. What was opened is closed. */
export async function contentOf(results: Results, etag: string): Promise<string | undefined> {
  const found = await results.find(etag);
  if (found?.kind !== "image") return found?.json;
  return contentOfImage(found);
}

/** The bytes of a kept image, which is closed. */
export async function contentOfImage({ content }: KeptImage): Promise<string> {
  if (Buffer.isBuffer(content)) return content.toString();
  const text = await content.readFile("utf8");
  await content.close();
  return text;
}

/** What every `Results` must do. `open` gives an empty one and a folder of the test's own; both are removed by the caller. */
export function resultsSuite(open: () => Promise<{ results: Results; folder: string }>): void {
  test("what was never kept is absent", async () => {
    const { results } = await open();
    expect([await results.find(etagOf(1)), await results.has(etagOf(1))]).toEqual([undefined, false]);
  });

  test.each([
    ["a small", "pixels"],
    ["a large", "pixels".repeat(50_000)],
  ])("%s image comes back with its facts and bytes, as often as it is asked for", async (_, pixels) => {
    const { results, folder } = await open();
    const image = await renderedImage(folder, pixels);
    await results.keep(etagOf(1), image);
    expect([existsSync(image.file.path), image.releases]).toEqual([false, 1]);
    for (const _ of [1, 2]) {
      const found = await results.find(etagOf(1));
      if (found?.kind !== "image") throw new Error("no image was found");
      const { content: _, ...facts } = found;
      const { format, contentType, width, height, frames, byteSize } = image;
      expect(facts).toEqual({ kind: "image", format, contentType, width, height, frames, byteSize });
      expect(await contentOfImage(found)).toBe(pixels);
    }
    expect(await results.has(etagOf(1))).toBe(true);
  });

  test("a document comes back", async () => {
    const { results } = await open();
    await results.keep(etagOf(1), renderedDocument('{"a":"ä"}'));
    expect(await contentOf(results, etagOf(1))).toBe('{"a":"ä"}');
  });

  test("the same kept twice, one after the other or at once, is one, and both files are let go of", async () => {
    const { results, folder } = await open();
    const images = await Promise.all([1, 2, 3].map(() => renderedImage(folder, "same")));
    await Promise.all(images.slice(0, 2).map((image) => results.keep(etagOf(1), image)));
    await results.keep(etagOf(1), images[2]!);
    expect(await contentOf(results, etagOf(1))).toBe("same");
    expect(images.map(({ releases }) => releases)).toEqual([1, 1, 1]);
  });

  test("many kept and found at once", async () => {
    const { results, folder } = await open();
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    await Promise.all(
      numbers.map(async (n) => {
        await results.keep(etagOf(n), await renderedImage(folder, `image ${n}`));
        expect(await contentOf(results, etagOf(n))).toBe(`image ${n}`);
      }),
    );
    expect(await Promise.all(numbers.map((n) => contentOf(results, etagOf(n))))).toEqual(
      numbers.map((n) => `image ${n}`),
    );
  });
}
