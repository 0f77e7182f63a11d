import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { Log } from "../../base/log.js";
import {
  formats,
  type Header,
  type ImagePipeline,
  limits,
  type MarkHeaders,
  type PipelinePlan,
  planPipeline,
} from "../../pipeline/index.js";
import type { Engine, EngineCapabilities, Explanation, Rendered, RenderJob } from "../../service/ports.js";
import { canDecodeHeic } from "../formats/heic.js";
import { infoDocument } from "../formats/info.js";
import { createCompare } from "./create-compare.js";
import { type FontCoverage, readFontCoverage } from "./drawing/font-coverage.js";
import { fontFamilies, fontsConf } from "./drawing/fonts.js";
import { fingerprint } from "./fingerprint.js";
import { compile, type Passes } from "./planner/compile.js";
import { type Cost, costOf } from "./planner/cost.js";
import { describePass } from "./planner/describe-op.js";
import type { Exactness } from "./planner/pass.js";
import { planAnalysis } from "./planner/plan-analysis.js";
import { PixelPool, type PoolLoad } from "./pool/pixel-pool.js";
import type { SourceFile } from "./protocol.js";
import { withFiles } from "./with-files.js";

export interface LocalEngineOptions {
  /** Pixel processes, at least 1. */
  readonly children: number;
  /** Longest time from asking to answer. */
  readonly deadlineMs: number;
  /** What all running work may take by its prediction. */
  readonly memoryBytes: number;
  /** A folder of this engine's alone: results wait here until they are released, the rest is emptied at the start. */
  readonly workDir: string;
  /** The fonts that watermarks may use; no others are seen. */
  readonly fontsDir: string;
  /** The compiled pixel process; default beside this file. */
  readonly childPath?: string | URL;
  readonly log: Log;
  readonly clock: Clock;
  /** Default `balanced`. */
  readonly exactness?: Exactness;
  /** Whether HEIC is decoded; default, when the optional package for it is installed. */
  readonly readsHeic?: boolean;
}

/** Most headers end before; where the bytes are far away, no more is fetched for them. */
const usualHeadBytes = 65_536;

/** An engine whose load can be watched. */
export interface LocalEngine extends Engine {
  /** What its pixel processes are doing now. */
  load(): PoolLoad;
}

/**
 * The engine that renders on this machine: plans here, touches pixels only in processes of its own, which are started when
 * they are first needed and can be ended at any moment.
 */
export function createLocalEngine(options: LocalEngineOptions): LocalEngine {
  const { workDir, fontsDir, exactness = "balanced" } = options;
  const fontsFile = prepareWorkDir(workDir, fontsDir);
  const pool = new PixelPool({
    ...options,
    childPath: options.childPath ?? new URL("./child.js", import.meta.url),
    fontsConf: fontsFile,
  });
  let knownFingerprint: string | undefined;

  let knownCoverage: FontCoverage | undefined;
  const readsHeic = options.readsHeic ?? canDecodeHeic();
  const coverage = () => {
    knownCoverage ??= readFontCoverage(fontsDir);
    return knownCoverage;
  };

  const plan = (pipeline: ImagePipeline, header: Header, marks: MarkHeaders): CompiledPipeline => {
    const plan = planPipeline(pipeline, header, marks);
    const stages = plan.stages.map((stage, index) => ({ plan: stage, ...compileAt(stage, index) }));
    return { plan, stages, cost: costOf(stages) };
  };
  const compileAt = (stage: PipelinePlan["stages"][number], index: number): Passes => {
    try {
      return compile(stage, { exactness, coverage, readsHeic });
    } catch (error) {
      throw error instanceof Failure ? error.at({ stage: index }) : error;
    }
  };

  return {
    name: "local",
    fingerprintOf() {
      knownFingerprint ??= fingerprint({ fontsDir, exactness });
      return knownFingerprint;
    },
    capabilities: capabilities(options, readsHeic),
    async inspect(source, signal) {
      const ask = ([file]: readonly SourceFile[]) => pool.ask({ kind: "inspect", source: file! }, signal);
      const first = await withFiles([source], signal, ask, usualHeadBytes);
      const result = first.kind === "beyond" ? await withFiles([source], signal, ask) : first;
      if (result.kind !== "header") throw new TypeError(`expected a header, got ${result.kind}`);
      return result.header;
    },
    async analyse(source, header, signal) {
      const { cost, ...work } = planAnalysis(header, { readsHeic });
      pool.admit(cost);
      const { result } = await withFiles([source], signal, ([file]) =>
        pool.render({ kind: "analyse", source: file!, ...work }, cost, signal),
      );
      if (result.kind !== "insights") throw new TypeError(`expected insights, got ${result.kind}`);
      return result.insights;
    },
    compare: createCompare({ ...options, pool, folder: workDir, prefix: resultPrefix }),
    explain: (pipeline, header, marks) => explain(plan(pipeline, header, marks)),
    render: (job, signal) => render(job, signal),
    async check(signal) {
      if (!(await readdir(fontsDir)).some((name) => /\.(ttf|otf|ttc)$/i.test(name)))
        throw new Failure(
          "ServiceUnavailable",
          { reason: "the fonts that come with the program are missing", retryAfterSeconds: 1 },
          { cause: new Error(`no font in ${fontsDir}`) },
        );
      await pool.check(signal);
    },
    load: () => pool.load,
    close: () => pool.close(),
  };

  async function render({ source, header, pipeline, marks }: RenderJob, signal: AbortSignal): Promise<Rendered> {
    const started = performance.now();
    const { plan: planned, stages, cost } = plan(pipeline, header, headersOf(marks));
    const target = join(workDir, `${resultPrefix}${randomUUID()}`);
    const planMs = performance.now() - started;
    if (planned.stages[0]?.query === "info" && header.exif)
      return { kind: "document", json: infoDocument(header), timings: { ...noWork, planMs } };
    // What reads headers only does not stand in line.
    const standsInLine = stages.some(({ work }) => work.kind !== "info");
    // The sources may be far away: nothing is fetched for work that is then refused.
    if (standsInLine) pool.admit(cost);
    const opening = performance.now();
    const { result, queueMs, openMs } = await withFiles(
      [source, ...marks.values()],
      signal,
      async ([first, ...rest]) => {
        const openMs = performance.now() - opening;
        const files = new Map([...marks.keys()].map((key, index) => [key, rest[index]!]));
        const work = stages.map(({ work }) => work);
        const task = { kind: "render", source: first!, stages: work, marks: files, target } as const;
        return standsInLine
          ? { ...(await pool.render(task, cost, signal)), openMs }
          : { result: await pool.ask(task, signal), queueMs: 0, openMs };
      },
    );
    if (result.kind !== "image" && result.kind !== "document")
      throw new TypeError(`expected an image or a document, got ${result.kind}`);
    const timings = { planMs, queueMs, ...result.timings, sourceMs: openMs + result.timings.sourceMs };
    if (result.kind === "document") return { kind: "document", json: result.json, timings };
    const { width, height, frames, byteSize } = result;
    const { format, contentType } = planned.out;
    const file = { path: target, release: () => rm(target, { force: true }) };
    return { kind: "image", file, byteSize, format, contentType, width, height, frames, timings };
  }
}

const noWork = { queueMs: 0, sourceMs: 0, renderMs: 0, encodeMs: 0 };

interface CompiledPipeline {
  readonly plan: PipelinePlan;
  readonly stages: readonly (Passes & { readonly plan: PipelinePlan["stages"][number] })[];
  readonly cost: Cost;
}

function headersOf(marks: RenderJob["marks"]): MarkHeaders {
  return (key) => {
    const mark = marks.get(key);
    if (!mark) throw new TypeError("a watermark object that did not come with the job");
    return mark.header;
  };
}

function explain({ plan, stages, cost }: CompiledPipeline): Explanation {
  const execution = stages.map(({ work, rules }) => ({
    passes: work.kind === "image" ? work.passes.map((pass) => ({ ops: describePass(pass), ...pass.size })) : [],
    rules,
    ...(work.kind === "image" && { shrink: work.shrink }),
  }));
  return { engine: "local", plan, execution, cost };
}

const resultPrefix = "result-";

/** Empties the folder of what a killed gateway left, and writes the fontconfig file; returns its path. */
function prepareWorkDir(workDir: string, fontsDir: string): string {
  const cacheDir = join(workDir, "fontconfig");
  mkdirSync(cacheDir, { recursive: true });
  for (const name of readdirSync(workDir)) if (name.startsWith(resultPrefix)) rmSync(join(workDir, name));
  const file = join(workDir, "fonts.conf");
  writeFileSync(file, fontsConf({ fontsDir, cacheDir }));
  return file;
}

function capabilities({ deadlineMs, memoryBytes }: LocalEngineOptions, readsHeic: boolean): EngineCapabilities {
  return {
    analyses: true,
    formats: formats.map((format) => ({ format, decode: format !== "heic" || readsHeic, encode: format !== "heic" })),
    unsupported: [],
    fonts: Object.entries(fontFamilies).map(([name, family]) => ({ name, family })),
    limits: { maxSourceBytes: limits.sourceBytes, maxSourcePixels: limits.sourcePixels, deadlineMs, memoryBytes },
  };
}
