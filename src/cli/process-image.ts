import { createReadStream } from "node:fs";
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline as pipeStreams } from "node:stream/promises";
import { Failure } from "../base/failure.js";
import type { ImagePipeline, ParsedProcess, SaveTarget } from "../pipeline/index.js";
import type { Rendered } from "../service/ports.js";
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

/** `imgraph process`: one image without a server. Throws what `oneShot` throws. */
export async function processImage(program: Program, input: ProcessInput): Promise<number> {
  await oneShot(program, input, async ({ engine, source, header, parsed, resolved, marks, signal }) => {
    const target = parsed.saveAs && saveTarget(input, parsed, resolved);
    const rendered = await engine.render({ source, header, pipeline: resolved, marks }, signal);
    if (rendered.kind === "document") return write(program, input.output ?? "-", `${rendered.json}\n`);
    try {
      if (target && parsed.saveAs) await save(program, target, parsed.saveAs, rendered);
      else await copyOut(program, input, rendered.file.path);
    } finally {
      await rendered.file.release();
    }
  });
  return exitCode.done;
}

/** Throws InvalidArgument where there is no folder to save into, or nothing to save. */
function saveTarget(
  { outDir }: ProcessInput,
  { saveAs }: ParsedProcess,
  { stages }: ImagePipeline,
): string | undefined {
  const question = stages.find((stage) => stage.query)?.query;
  if (question)
    throw new Failure("InvalidArgument", {
      name: "sys/saveas",
      got: question,
      expected: "a pipeline that makes an image",
    });
  if (outDir === undefined)
    throw new Failure("InvalidArgument", {
      name: "sys/saveas",
      got: "no --out-dir",
      expected: "a folder to save into, given by --out-dir",
    });
  return saveAs && saveTargetPath(outDir, saveAs);
}

async function save(
  program: Program,
  path: string,
  { key, bucket = "" }: SaveTarget,
  rendered: Rendered & { kind: "image" },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await putInPlace(path, (half) => copyFile(rendered.file.path, half));
  await write(program, "-", `${JSON.stringify({ bucket, fileSize: rendered.byteSize, object: key, status: "OK" })}\n`);
}

async function copyOut(program: Program, { output }: ProcessInput, path: string): Promise<void> {
  if (output === undefined)
    throw new UsageError("the result is an image: say where it goes with -o OUT (- is standard output)");
  if (output === "-") await pipeStreams(createReadStream(path), program.stdout, { end: false });
  else await putInPlace(output, (half) => copyFile(path, half));
}

async function write(program: Program, output: string, content: string): Promise<void> {
  if (output === "-") program.stdout.write(content);
  else await putInPlace(output, (half) => writeFile(half, content));
}

/** Whoever looks at the path sees the old file or the whole new one. */
async function putInPlace(path: string, make: (half: string) => Promise<void>): Promise<void> {
  const half = `${path}.${process.pid}.tmp`;
  try {
    await make(half);
    await rename(half, path);
  } finally {
    await rm(half, { force: true });
  }
}
