import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline as pipeStreams } from "node:stream/promises";
import { parseBucketName } from "../base/bucket-name.js";
import { Failure, isFailure } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import { readConfig, thisMachine } from "../config/index.js";
import { type Header, markKeys, needsInsights, type ParsedProcess, parseProcess } from "../pipeline/index.js";
import type { Engine, Explanation, MarkSource, Source } from "../service/ports.js";
import { chooseFormat, isNegotiated } from "../service/rendering/choose-format.js";
import { collectMarks, noSuchMark } from "../service/rendering/collect-marks.js";
import { asWritten, type ResolvedPipeline, resolveStyles } from "../service/styles/resolve-styles.js";
import { fileSource } from "./file-source.js";
import type { Program } from "./program.js";
import { cut, readStyles } from "./read-styles.js";

/** What `process` and `explain` share: one file, one process string, and what a bucket would give beside them. */
export interface OneShotInput {
  /** A file, or `-` for standard input. */
  readonly input: string;
  readonly process: string;
  /** `KEY=FILE`, as often as given. */
  readonly objects: readonly string[];
  /** `NAME=PROCESS`, as often as given. */
  readonly styles: readonly string[];
  /** `STYLE.NAME=ACTION.ARGUMENT`, as often as given. */
  readonly parameters: readonly string[];
  /** An Accept header, for a pipeline that leaves the format to it. */
  readonly accept: string | undefined;
}

export interface OneShot {
  readonly engine: Engine;
  readonly source: Source;
  readonly header: Header;
  readonly parsed: ParsedProcess;
  /** With the format written that was chosen. */
  readonly resolved: ResolvedPipeline;
  /** The pipeline leaves the format to the Accept header. */
  readonly isNegotiated: boolean;
  /** Watermark objects that the pipeline draws. */
  readonly marks: ReadonlyMap<string, MarkSource>;
  readonly explanation: Explanation;
  readonly signal: AbortSignal;
}

/**
 * Reads everything, in the order in which a gateway checks it, and hands it to `work` with an engine of its own, which is
 * closed afterwards, also when a stop signal comes. Throws Failures, UsageError and FileFailure.
 */
export async function oneShot<T>(
  program: Program,
  input: OneShotInput,
  work: (shot: OneShot) => Promise<T>,
): Promise<T> {
  const styles = readStyles(bucket, input);
  const parsed = parseProcess(input.process);
  const stop = new AbortController();
  program.onStopSignal(() => stop.abort(new Error("stopped by a signal")));
  const { signal } = stop;
  const asked = await resolveStyles(
    { findStyle: async (_bucket, name) => styles.find((style) => style.name === name) },
    bucket,
    parsed.pipeline,
    { signal },
  );

  const folder = await mkdtemp(join(tmpdir(), "imgraph-"));
  try {
    const source = await sourceOf(program, input.input, folder, signal);
    const objects = new Map(await Promise.all(input.objects.map(readObject)));
    const config = readConfig(program.env, thisMachine(), program.readFile);
    const engine = await program.openEngine(config, join(folder, "work"));
    try {
      const seen = await engine.inspect(source, signal).catch((error) => {
        throw isFailure(error, "BadRequest") ? unreadable(input.input, engine, error) : error;
      });
      const header = needsInsights(asked) ? { ...seen, insights: await engine.analyse(source, seen, signal) } : seen;
      const marks = await collectMarks(markKeys(asked), async (key): Promise<MarkSource> => {
        const object = objects.get(key);
        if (!object) throw noSuchMark(bucket, key);
        return { ...object, header: await engine.inspect(object, signal) };
      });
      const resolved = await chooseFormat(asked, {
        engine,
        header,
        marks: marks.headers,
        accept: input.accept,
        isKept: async () => false,
      });
      const explanation = asWritten(resolved, () => engine.explain(resolved, header, marks.headers));
      return await work({
        engine,
        source,
        header,
        parsed,
        resolved,
        isNegotiated: isNegotiated(asked),
        marks: marks.found,
        explanation,
        signal,
      });
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stands where a gateway would name the bucket. */
const bucket = parseBucketName("command-line");

async function readObject(text: string): Promise<[string, Source]> {
  const [key, path] = cut(text, "--object KEY=FILE");
  return [parseObjectKey(key), await fileSource(path)];
}

async function sourceOf({ stdin }: Program, input: string, folder: string, signal: AbortSignal): Promise<Source> {
  if (input !== "-") return fileSource(input);
  const path = join(folder, "stdin");
  await pipeStreams(stdin, createWriteStream(path), { signal });
  return fileSource(path);
}

/** The engine does not know what the file is called, nor its caller what else it would have read. */
function unreadable(input: string, { capabilities }: Engine, error: Failure<"BadRequest">): Failure<"BadRequest"> {
  const name = input === "-" ? "standard input" : input;
  const read = capabilities.formats.filter(({ decode }) => decode).map(({ format }) => format);
  const reason = `${name}: ${error.details.reason} Formats that are read: ${read.join(", ")}.`;
  return new Failure("BadRequest", { reason }, { ...(error.ec !== undefined && { ec: error.ec }), cause: error });
}
