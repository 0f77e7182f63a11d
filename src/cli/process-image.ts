import { createReadStream } from "node:fs";
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline as pipeStreams } from "node:stream/promises";
import { Failure } from "../base/failure.js";
import type { Format, ImagePipeline, SaveTarget } from "../pipeline/index.js";
import type { Engine, RenderedImage } from "../service/ports.js";
import { formatLeftOpen } from "../service/rendering/choose-format.js";
import { refuseQuestion } from "../service/rendering/refuse-question.js";
import { endingNote } from "./ending-note.js";
import { FileFailure, fileFailure } from "./file-failure.js";
import { type OneShotInput, oneShot } from "./one-shot.js";
import { exitCode, type Program } from "./program.js";
import { saveTargetPath } from "./save-target.js";
import { UsageError } from "./usage-error.js";

export interface ProcessInput extends OneShotInput {
  /** A file, or `-` for standard output. */
  readonly output: string | undefined;
  /** Where `sys/saveas` writes. */
  readonly outDir: string | undefined;
}

/**
 * `imgraph process`: one image without a server. Throws what `oneShot` throws, and FileFailure for what cannot be written.
 */
export async function processImage(program: Program, input: ProcessInput): Promise<number> {
  await oneShot(program, input, async ({ engine, source, header, parsed, resolved, isNegotiated, marks, signal }) => {
    const save = parsed.saveAs && planSave(input, parsed.saveAs, resolved);
    if (save && isNegotiated) throw formatLeftOpen();
    if (!save && input.output === undefined && !resolved.stages.some((stage) => stage.query))
      throw new UsageError("the result is an image: say where it goes with -o OUT (- is standard output)");
    const rendered = await engine.render({ source, header, pipeline: resolved, marks }, signal);
    if (rendered.kind === "document") return write(program, input.output ?? "-", `${rendered.json}\n`);
    try {
      if (save) await saveResult(program, save, rendered);
      else await copyOut(program, input.output ?? "-", rendered.file.path);
      const note = noteOf(input, {
        saved: save !== undefined,
        format: rendered.format,
        writable: writableFormats(engine, header.format),
        lastStage: parsed.pipeline.stages.at(-1)!,
      });
      if (note) program.stderr.write(`imgraph: ${note}\n`);
    } finally {
      await rendered.file.release();
    }
  });
  return exitCode.done;
}

/** What the caller may not expect of `-o OUT`. */
function noteOf(
  { output }: ProcessInput,
  { saved, ...result }: Omit<Parameters<typeof endingNote>[0], "output"> & { readonly saved: boolean },
): string | undefined {
  if (output === undefined) return undefined;
  return saved ? "note: sys/saveas writes below --out-dir; -o is left aside" : endingNote({ output, ...result });
}

interface Save extends SaveTarget {
  readonly path: string;
}

/** Throws InvalidArgument where there is no folder to save into, or nothing to save. */
function planSave({ outDir }: ProcessInput, target: SaveTarget, resolved: ImagePipeline): Save {
  refuseQuestion(resolved);
  if (outDir === undefined) throw unsavable("no --out-dir", "a folder to save into, given by --out-dir");
  return { ...target, path: saveTargetPath(outDir, target) };
}

const unsavable = (got: string, expected: string) =>
  new Failure("InvalidArgument", { name: "sys/saveas", got, expected });

/** What a source of the format can become: only a GIF becomes a GIF. Source: specification §13. */
function writableFormats({ capabilities }: Engine, source: Format): readonly Format[] {
  return capabilities.formats
    .filter(({ format, encode }) => encode && (format !== "gif" || source === "gif"))
    .map(({ format }) => format);
}

/** Answers as the wire does. Source: specification §19. */
async function saveResult(
  program: Program,
  { path, key, bucket = "" }: Save,
  { file, byteSize }: RenderedImage,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true }).catch((error) => {
    throw fileFailure(error, path, "write");
  });
  await putInPlace(path, (half) => copyFile(file.path, half));
  program.stdout.write(`${JSON.stringify({ bucket, fileSize: byteSize, object: key, status: "OK" })}\n`);
}

async function copyOut(program: Program, output: string, path: string): Promise<void> {
  if (output === "-") await pipeStreams(createReadStream(path), program.stdout, { end: false });
  else await putInPlace(output, (half) => copyFile(path, half));
}

async function write(program: Program, output: string, content: string): Promise<void> {
  if (output === "-") program.stdout.write(content);
  else await putInPlace(output, (half) => writeFile(half, content));
}

/** Whoever looks at the path sees the old file or the whole new one. */
async function putInPlace(path: string, make: (half: string) => Promise<void>): Promise<void> {
  if (path.endsWith("/")) throw new FileFailure("EISDIR", "a folder, not a file", path);
  const half = `${path}.${process.pid}.tmp`;
  try {
    await make(half);
    await rename(half, path);
  } catch (error) {
    // In terms of what the caller named, without the temporary file of ours.
    throw fileFailure(error, path, "write");
  } finally {
    // What went wrong before says more than this could.
    await rm(half, { force: true }).catch(() => {});
  }
}
