import { readFile, writeFile } from "node:fs/promises";
import type sharp from "sharp";
import { assertNever } from "../../../base/assert-never.js";
import type { Header } from "../../../pipeline/header.js";
import { asFullDisk } from "../../as-full-disk.js";
import { asStillAvif } from "../../formats/as-still-avif.js";
import { infoDocument } from "../../formats/info.js";
import type { StageWork } from "../planner/pass.js";
import type { Task, TaskResult, WorkTimings } from "../protocol.js";
import { averageHue } from "./average-hue.js";
import { readHeader } from "./read-header.js";
import { readAvailableHead, readSource, readSourceHead } from "./read-source.js";
import { runStage } from "./run-stage.js";

/** Does one task of the gateway. Throws what the steps throw, and ServiceUnavailable on a full disk; any other error is a bug. */
export async function runTask(create: typeof sharp, task: Task): Promise<TaskResult> {
  switch (task.kind) {
    case "inspect": {
      const bytes = readAvailableHead(task.source);
      if (!bytes) return { kind: "beyond" };
      return { kind: "header", header: keptHeader(await readHeader(create, bytes)) };
    }
    case "analyse": {
      // Loaded when it is first asked for, like the next: most processes never are.
      const { analyse } = await import("./analyse.js");
      return { kind: "insights", insights: await analyse(create, await readSource(task.source.path), task) };
    }
    case "compare": {
      const { compareImages } = await import("./compare-images.js");
      const [a, b] = task.images;
      const files = [await readResult(a.path), await readResult(b.path)] as const;
      return { kind: "comparison", comparison: await compareImages(create, files, task.heatMapSide) };
    }
    case "render":
      return render(create, task);
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

/** A result may be larger than what is taken as a source. */
async function readResult(path: string): Promise<Buffer> {
  return asStillAvif(await readFile(path));
}

/** A stage's encoded result is the next one's source; a question ends the row. */
async function render(
  create: typeof sharp,
  { source, stages, marks, target }: Extract<Task, { readonly kind: "render" }>,
): Promise<TaskResult> {
  const started = performance.now();
  // For a header a few kilobytes are enough.
  let bytes = stages[0]?.kind === "info" ? readSourceHead(source.path) : await readSource(source.path);
  const sourceMs = performance.now() - started;
  const readMark = (key: string) => {
    const mark = marks.get(key);
    if (!mark) throw new TypeError("a watermark object that did not come with the task");
    return readSource(mark.path);
  };
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
