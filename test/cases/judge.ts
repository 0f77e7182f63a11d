import { expect } from "vitest";
import { type Format, formatFacts } from "../../src/pipeline/index.js";
import { type Look, look, pixelAt } from "../support/look.js";
import { makePicture } from "../support/picture.js";
import type { Answer, Case, FailureExpectation, ImageExpectation, JsonExpectation, Stored } from "./case.js";
import { judgePromise } from "./judge-promise.js";

/** Compares an answer with what the case expects, as the specification says (§24). Fails the running test on a difference. */
export async function judge(example: Case, answer: Answer): Promise<void> {
  const { expect: expected } = example;
  if ("error" in expected) judgeFailure(expected, answer);
  else if ("json-keys" in expected) await judgeJson(example, expected, answer);
  else await judgeImage(example, expected, answer);
}

function judgeFailure({ error, status, accept_errors = [error] }: FailureExpectation, answer: Answer): void {
  if (answer.kind !== "failure") expect.fail(`expected ${error}, got ${answer.kind}`);
  expect(accept_errors).toContain(answer.code);
  // Errors of a mutation's input have none.
  if (answer.status !== undefined) expect(answer.status).toBe(status);
}

async function judgeJson(example: Case, expected: JsonExpectation, answer: Answer): Promise<void> {
  if (answer.kind !== "json") expect.fail(`expected JSON, got ${JSON.stringify(answer)}`);
  const document = JSON.parse(answer.json) as Record<string, unknown>;
  expect(Object.keys(document)).toEqual(expect.arrayContaining([...expected["json-keys"]]));
  const isInfo = "ImageWidth" in document;
  for (const [key, value] of Object.entries(expected["json-values"] ?? {}))
    expect(document[key]).toEqual(isInfo ? { value } : value);
  if (isInfo) {
    const keys = Object.keys(document);
    expect(keys, "keys in byte order").toEqual([...keys].sort());
    for (const value of Object.values(document)) expect(value).toEqual({ value: expect.any(String) });
    const bytes = await makePicture(example.source);
    expect(document.FileSize).toEqual({ value: String(bytes.length) });
  }
  if (example.method === "POST") await judgeStored(document, answer.stored);
  if ("RGB" in document) expect(answer.json).toMatch(/^\{"RGB": "0x[0-9a-f]{6}"\}$/);
}

/** All save-as cases make a JPG of 100x67. */
async function judgeStored({ fileSize }: Record<string, unknown>, stored: Stored | undefined): Promise<void> {
  if (!stored) expect.fail("nothing was stored");
  expect(fileSize).toBe(stored.bytes.length);
  expect(await look(stored.bytes)).toMatchObject({ width: 100, height: 67, format: "jpg" });
  expect(stored.contentType ?? "image/jpeg").toBe("image/jpeg");
}

async function judgeImage(example: Case, expected: ImageExpectation, answer: Answer): Promise<void> {
  if (answer.kind !== "image") expect.fail(`expected an image, got ${JSON.stringify(answer)}`);
  const seen = await look(answer.bytes);
  const { contentType } = formatFacts[expected.format];
  const facts = ({ width, height, format, frames }: Look) => ({ width, height, format, frames });
  const { tolerance = 0 } = expected;
  expect(Math.abs(seen.width - expected.w), `width ${seen.width}`).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(seen.height - expected.h), `height ${seen.height}`).toBeLessThanOrEqual(tolerance);
  expect(seen).toMatchObject({ format: expected.format, frames: expected.frames ?? 1 });
  if (expected.alpha !== undefined) expect(seen.alpha).toBe(expected.alpha);
  expect(seen.orientation ?? 1, "orientation tag").toBe(1);
  if (answer.contentType !== undefined) expect(answer.contentType).toBe(contentType);
  // The prediction is exact, whatever tolerance the case grants.
  if (answer.predicted) expect(answer.predicted).toEqual({ ...facts(seen), contentType });
  judgePixels(example, expected, seen);
  await judgePromise(example, answer.bytes, seen);
}

const lossy: ReadonlySet<Format> = new Set(["jpg", "webp", "avif", "gif"]);

function judgePixels({ source, process }: Case, { pixels = [], format }: ImageExpectation, seen: Look): void {
  const written = [...process.matchAll(/format,([a-z]+)/g)].map(([, name]) => name as Format);
  const tolerance = [source.format, format, ...written].some((name) => lossy.has(name)) ? 12 : 2;
  for (const { x, y, rgba } of pixels) {
    const got = pixelAt(seen, x, y);
    const channels = rgba.map((_, i) => i).filter((i) => (i === 3 ? seen.alpha : rgba[3] !== 0));
    for (const i of channels)
      expect(Math.abs((got[i] ?? 0) - (rgba[i] ?? 0)), `pixel ${x},${y}: ${got} for ${rgba}`).toBeLessThanOrEqual(
        tolerance,
      );
  }
}
