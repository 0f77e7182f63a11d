import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { silentLog } from "../../../src/base/log.js";
import { fileSource } from "../../../src/cli/file-source.js";
import { createLocalEngine, type LocalEngineOptions } from "../../../src/engine/local-sharp/index.js";
import { type Header, type ImagePipeline, parseProcess } from "../../../src/pipeline/index.js";
import type { Engine, Rendered } from "../../../src/service/ports.js";

const built = new URL("../../../dist/", import.meta.url);

export interface TestEngine {
  readonly engine: Engine;
  /** A folder that goes with the engine. */
  readonly folder: string;
  readonly workDir: string;
  header(path: string): Promise<Header>;
  /** Inspects and renders `image/…` over a file. */
  render(path: string, process: string, signal?: AbortSignal): Promise<Rendered>;
  /** The bytes of the rendered image, whose file is released. */
  image(path: string, process: string): Promise<Buffer>;
  /** The text of the rendered document. */
  document(path: string, process: string): Promise<string>;
  close(): Promise<void>;
}

/** A local engine over the built pixel process, in a temporary folder. */
export async function openEngine(options: Partial<LocalEngineOptions> = {}): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-engine-"));
  const workDir = join(folder, "work");
  const engine = createLocalEngine({
    children: 1,
    deadlineMs: 60_000,
    memoryBytes: 2 ** 31,
    workDir,
    fontsDir: fileURLToPath(new URL("fonts/", built)),
    childPath: new URL("engine/local-sharp/child.js", built),
    log: silentLog,
    clock: { now: Date.now },
    ...options,
  });
  const header = async (path: string) => engine.inspect(await fileSource(path), new AbortController().signal);
  const render = async (path: string, process: string, signal = new AbortController().signal) => {
    const pipeline = parseProcess(process).pipeline as ImagePipeline;
    const job = { source: await fileSource(path), header: await header(path), pipeline, marks: new Map() };
    return engine.render(job, signal);
  };
  return {
    engine,
    folder,
    workDir,
    header,
    render,
    async image(path, process) {
      const result = await render(path, process);
      if (result.kind !== "image") throw new Error(`expected an image, got ${result.json}`);
      const bytes = await readFile(result.file.path);
      await result.file.release();
      return bytes;
    },
    async document(path, process) {
      const result = await render(path, process);
      if (result.kind !== "document") throw new Error("expected a document");
      return result.json;
    },
    async close() {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
