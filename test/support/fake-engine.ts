import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../src/base/failure.js";
import { type Header, planPipeline } from "../../src/pipeline/index.js";
import type { Engine, RenderJob } from "../../src/service/ports.js";

export interface FakeEngine extends Engine {
  /** Jobs rendered, in order. */
  readonly jobs: readonly RenderJob[];
  /** How often a header was read. */
  readonly inspections: number;
  /** Results handed out and not yet released. */
  readonly resultsInUse: number;
  /** Thrown by the next `inspect`, once. */
  failNextInspection(error: unknown): void;
}

const timings = { planMs: 0, queueMs: 0, sourceMs: 0, renderMs: 0, encodeMs: 0 };

/**
 * An engine without pixels. A file that holds a Header as JSON is an image of that header, anything else is none; the
 * result's bytes are the source's, in brackets, so that a test sees what was rendered from what.
 */
export function fakeEngine(): FakeEngine {
  const jobs: RenderJob[] = [];
  let inspections = 0;
  let resultsInUse = 0;
  let failure: unknown;
  const engine: Engine = {
    name: "local",
    fingerprint: "fake 1",
    async inspect(source) {
      inspections += 1;
      if (failure !== undefined) {
        const thrown = failure;
        failure = undefined;
        throw thrown;
      }
      try {
        return JSON.parse(await readFile(source.path, "utf8")) as Header;
      } catch {
        throw new Failure("BadRequest", { reason: "This image format is not supported." }, { ec: "0040-00000005" });
      }
    },
    explain(pipeline, header, marks) {
      return { plan: planPipeline(pipeline, header, marks), execution: [], cost: { peakBytes: 0, milliseconds: 0 } };
    },
    async render(job, signal) {
      signal.throwIfAborted();
      jobs.push(job);
      const { out, query } = planPipeline(job.pipeline, job.header);
      if (query) return { kind: "document", json: JSON.stringify({ query }), timings };
      const bytes = `[${await readFile(job.source.path, "utf8")}]`;
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
    capabilities: {
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
    resultsInUse: { get: () => resultsInUse },
    failNextInspection: {
      value: (error: unknown) => {
        failure = error;
      },
    },
  }) as FakeEngine;
}
