import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { readRange } from "../objects/read-range.js";
import type { Engine, ImageFacts, LocalFile, Results, Store } from "../ports.js";
import type { CacheState, DocumentResult, ImageResult, Preparation, ResultStory, Service } from "../service.js";
import { cacheState } from "./cache-state.js";
import { megapixels } from "./megapixels.js";
import { render } from "./render.js";
import type { SharedWork } from "./shared-work.js";

export interface ResultUse {
  readonly store: Store;
  readonly engine: Engine;
  /** Absent: nothing is kept. */
  readonly results?: Results | undefined;
  readonly resultsInFlight: SharedWork<ImageResult | DocumentResult>;
  /** Told where each result came from. */
  readonly onResult?: ((cache: CacheState) => void) | undefined;
}

/**
 * The kept result, or one that is made now and kept. Equal requests that come meanwhile share it, and the work ends early only
 * when all of them have left. Throws what rendering throws.
 */
export const makeResult =
  (use: ResultUse): Service["render"] =>
  async (preparation, { signal, spend }) => {
    const key = nameOfWork(preparation);
    if (spend && (await takesPixels(use, preparation, key))) spend(megapixels(preparation.header));
    const { value, isJoined, release } = await use.resultsInFlight.share(key, signal, (signal) =>
      findOrRender(use, preparation, signal),
    );
    const cache = isJoined && value.cache !== "hit" ? "shared" : value.cache;
    use.onResult?.(cache);
    return { ...value, cache, release };
  };

/** What is kept, or made for somebody else at this moment, costs nobody anything; a header is no pixels. */
async function takesPixels(use: ResultUse, preparation: Preparation, key: string): Promise<boolean> {
  if (preparation.explanation.plan.query === "info" || use.resultsInFlight.isRunning(key)) return false;
  return (await cacheState(use)(preparation)) !== "hit";
}

/** Results are equal by their ETag alone; but what fails, fails by the name of the object that was asked for. */
function nameOfWork({ etag, object }: Preparation): string {
  return JSON.stringify([etag, object.bucket, object.key, object.version]);
}

async function findOrRender(
  use: ResultUse,
  preparation: Preparation,
  signal: AbortSignal,
): Promise<ImageResult | DocumentResult> {
  const { results } = use;
  const kept = await results?.find(preparation.etag);
  if (kept?.kind === "document") return documentResult(kept, { cache: "hit" });
  if (kept) return imageResult(kept, kept.content, { cache: "hit" });

  const rendered = await render(use)(preparation, { signal });
  const story = { cache: results ? "miss" : "off", timings: rendered.timings } as const;
  if (rendered.kind === "document") {
    await results?.keep(preparation.etag, rendered);
    return documentResult(rendered, story);
  }
  // Opened before the file moves into the cache, where it may have to go at any time.
  const handle = await openOrRelease(rendered.file);
  if (!results) return imageResult(rendered, handle, story, () => rendered.file.release());
  await results.keep(preparation.etag, rendered);
  return imageResult(rendered, handle, story);
}

async function openOrRelease(file: LocalFile): Promise<FileHandle> {
  try {
    return await open(file.path, "r");
  } catch (error) {
    await file.release();
    throw error;
  }
}

function documentResult({ json }: { readonly json: string }, story: ResultStory): DocumentResult {
  return { kind: "document", json, ...story, release: async () => {} };
}

function imageResult(
  { byteSize, format, contentType, width, height, frames }: ImageFacts,
  content: Buffer | FileHandle,
  story: ResultStory,
  andThen: () => Promise<void> = async () => {},
): ImageResult {
  const facts = { kind: "image", byteSize, format, contentType, width, height, frames, ...story } as const;
  const whole = { start: 0, end: byteSize - 1 };
  if (Buffer.isBuffer(content))
    return {
      ...facts,
      bytes: content,
      open: ({ start, end } = whole) => Readable.from([content.subarray(start, end + 1)]),
      release: andThen,
    };
  return {
    ...facts,
    open: (range = whole) => readRange(content, range),
    release: () => content.close().finally(andThen),
  };
}
