import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Failure } from "../../src/base/failure.js";
import { type Header, type Insights, planPipeline } from "../../src/pipeline/index.js";
import type { Engine, RenderJob, Source } from "../../src/service/ports.js";

export interface FakeEngine extends Engine {
  /** Jobs rendered, in order. */
  readonly jobs: readonly RenderJob[];
  /** How often a header was read. */
  readonly inspections: number;
  /** How often pixels were looked at. */
  readonly analyses: number;
  /** Results handed out and not yet released. */
  readonly resultsInUse: number;
  /** Thrown by the next `inspect`, once. */
  failNextInspection(error: unknown): void;
}

/** What the fake engine sees in every picture. */
export const insights: Insights = {
  trim: { x: 20, y: 10, width: 300, height: 200 },
  attention: { x: 0.25, y: 0.5 },
  entropy: { x: 1, y: 0 },
  dominant: "102030",
  palette: ["102030", "FFFFFF"],
  thumbHash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
  blurHash: "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
  lqip: "data:image/webp;base64,UklGRg==",
  perceptualHash: "00ff00ff00ff00ff",
};

const timings = { planMs: 0, queueMs: 0, sourceMs: 0, renderMs: 0, encodeMs: 0 };

/**
 * An engine without pixels. A file that holds a Header as JSON is an image of that header, anything else is none; the
 * result's bytes are the source's, in brackets, so that a test sees what was rendered from what.
 */
export function fakeEngine(): FakeEngine {
  const jobs: RenderJob[] = [];
  let inspections = 0;
  let analyses = 0;
  let resultsInUse = 0;
  let failure: unknown;
  const engine: Engine = {
    name: "local",
    fingerprintOf: () => "fake 1",
    async inspect(source, signal) {
      inspections += 1;
      if (failure !== undefined) {
        const thrown = failure;
        failure = undefined;
        throw thrown;
      }
      const text = await textOf(source, signal);
      try {
        return JSON.parse(text) as Header;
      } catch {
        throw new Failure("BadRequest", { reason: "This image format is not supported." }, { ec: "0040-00000005" });
      }
    },
    async analyse() {
      analyses += 1;
      return insights;
    },
    explain(pipeline, header, marks) {
      return {
        engine: "local",
        plan: planPipeline(pipeline, header, marks),
        execution: [],
        cost: { peakBytes: 0, milliseconds: 0 },
      };
    },
    async render(job, signal) {
      signal.throwIfAborted();
      jobs.push(job);
      const { out, query } = planPipeline(job.pipeline, job.header);
      if (query) return { kind: "document", json: JSON.stringify({ query }), timings };
      const bytes = `[${await textOf(job.source, signal)}]`;
      for (const mark of job.marks.values()) await textOf(mark, signal);
      const folder = await mkdtemp(join(tmpdir(), "imgraph-fake-engine-"));
      const path = join(folder, "result");
      await writeFile(path, bytes);
      resultsInUse += 1;
      const release = async () => {
        resultsInUse -= 1;
        await rm(folder, { recursive: true });
      };
      return { ...out, kind: "image", file: { path, release }, byteSize: Buffer.byteLength(bytes), timings };
    },
    async compare([a, b], { heatMapSide }, signal) {
      signal.throwIfAborted();
      const differing = (await text(a.open())) === (await text(b.open())) ? 0 : 1;
      const heatMap = heatMapSide > 0 && { heatMap: Buffer.from(`${heatMapSide}`) };
      const frames = Math.min(a.frames, b.frames);
      return { a, b, frames, ssim: 1 - differing, largest: 255 * differing, differing, ...heatMap };
    },
    capabilities: {
      analyses: true,
      formats: [],
      unsupported: [],
      fonts: [],
      limits: { maxSourceBytes: 20_971_520, maxSourcePixels: 250_000_000, deadlineMs: 15_000, memoryBytes: 1 },
    },
    async check() {},
    async close() {},
  };
  return Object.defineProperties(engine, {
    jobs: { get: () => jobs },
    inspections: { get: () => inspections },
    analyses: { get: () => analyses },
    resultsInUse: { get: () => resultsInUse },
    failNextInspection: {
      value: (error: unknown) => {
        failure = error;
      },
    },
  }) as FakeEngine;
}

async function textOf(source: Source, signal: AbortSignal): Promise<string> {
  const file = await source.open(signal);
  try {
    return await readFile(file.path, "utf8");
  } finally {
    await file.release();
  }
}
