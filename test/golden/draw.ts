import { readFile } from "node:fs/promises";
import { fileSource } from "../../src/cli/file-source.js";
import { type ImagePipeline, markKeys, needsInsights, parseProcess } from "../../src/pipeline/index.js";
import type { Engine, MarkSource } from "../../src/service/ports.js";
import { photo } from "../engine/support/photos.js";

/** Renders a photograph as a gateway whose bucket holds all of them would: marks by their names, analysed where a step asks for it. */
export async function draw(engine: Engine, name: string, process: string): Promise<Buffer> {
  const { signal } = new AbortController();
  const pipeline = parseProcess(process).pipeline as ImagePipeline;
  const source = await opened(engine, name);
  const insights = needsInsights(pipeline) && (await engine.analyse(source, source.header, signal));
  const marks = await Promise.all(
    [...markKeys(pipeline)].map(async (key) => [key, await opened(engine, key)] as const),
  );
  const header = { ...source.header, ...(insights && { insights }) };
  const result = await engine.render({ source, header, pipeline, marks: new Map(marks) }, signal);
  if (result.kind !== "image") throw new Error(`expected an image, got ${result.json}`);
  const bytes = await readFile(result.file.path);
  await result.file.release();
  return bytes;
}

async function opened(engine: Engine, name: string): Promise<MarkSource> {
  const source = await fileSource(photo(name));
  return { ...source, header: await engine.inspect(source, new AbortController().signal) };
}
