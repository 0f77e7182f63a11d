import { writeFile } from "node:fs/promises";
import type sharp from "sharp";
import { assertNever } from "../../../base/assert-never.js";
import type { Header } from "../../../pipeline/header.js";
import { asFullDisk } from "../../as-full-disk.js";
import { infoDocument } from "../codec/info.js";
import type { StageWork } from "../planner/pass.js";
import type { Task, TaskResult, WorkTimings } from "../protocol.js";
import { averageHue } from "./average-hue.js";
import { readHeader } from "./read-header.js";
import { readSource, readSourceHead } from "./read-source.js";
import { runStage } from "./run-stage.js";

/** Does one task of the gateway. Throws what the steps throw, and ServiceUnavailable on a full disk; any other error is a bug. */
export async function runTask(create: typeof sharp, task: Task): Promise<TaskResult> {
  const started = performance.now();
  const read = asksHeader(task) ? readSourceHead : readSource;
  const bytes = await read(task.source.path);
  const sourceMs = performance.now() - started;
  switch (task.kind) {
    case "inspect":
      return { kind: "header", header: keptHeader(await readHeader(create, bytes)) };
    case "analyse": {
      // Loaded when it is first asked for: most processes never are.
      const { analyse } = await import("./analyse.js");
      return { kind: "insights", insights: await analyse(create, bytes, task) };
    }
    case "render":
      return render(create, bytes, task, sourceMs);
    default:
      return assertNever(task);
  }
}

/** Characters of EXIF that are kept with an object; `info` reads longer ones from the file. */
const maxKeptExif = 4096;

function keptHeader({ exif, ...header }: Header): Header {
  const length = JSON.stringify(exif ?? {}).length;
  return exif && length <= maxKeptExif ? { ...header, exif } : header;
}

/** A few kilobytes of the source are enough. */
function asksHeader(task: Task): boolean {
  return task.kind === "inspect" || (task.kind === "render" && task.stages[0]?.kind === "info");
}

/** A stage's encoded result is the next one's source; a question ends the row. */
async function render(
  create: typeof sharp,
  source: Buffer,
  { stages, marks, target }: Extract<Task, { readonly kind: "render" }>,
  sourceMs: number,
): Promise<TaskResult> {
  const readMark = (key: string) => {
    const mark = marks.get(key);
    if (!mark) throw new TypeError("a watermark object that did not come with the task");
    return readSource(mark.path);
  };
  let bytes = source;
  let frames = 1;
  const timings = { sourceMs, renderMs: 0, encodeMs: 0 };
  for (const stage of stages) {
    if (stage.kind !== "image") return answer(create, bytes, stage.kind, timings);
    const result = await runStage(create, bytes, stage, readMark);
    ({ bytes, frames } = result);
    timings.renderMs += result.renderMs;
    timings.encodeMs += result.encodeMs;
  }
  const last = stages.at(-1);
  if (last?.kind !== "image") throw new TypeError("a render task has at least one stage");
  await writeFile(target, bytes).catch((error) => {
    throw asFullDisk(error);
  });
  const { width, height } = last.passes.at(-1)!.size;
  return { kind: "image", byteSize: bytes.length, width, height, frames, timings };
}

async function answer(
  create: typeof sharp,
  bytes: Buffer,
  query: Exclude<StageWork["kind"], "image">,
  timings: WorkTimings,
): Promise<TaskResult> {
  const started = performance.now();
  const json = query === "info" ? infoDocument(await readHeader(create, bytes)) : await averageHue(create, bytes);
  return { kind: "document", json, timings: { ...timings, renderMs: timings.renderMs + performance.now() - started } };
}
