import { Failure, isFailure } from "../base/failure.js";
import { type ActionName, actions } from "./actions/index.js";
import type { Format } from "./format.js";
import { invalid } from "./param.js";
import type { ImagePipeline } from "./pipeline.js";

/** Actions that may prepare an image watermark. Source: specification §16.3. */
const markActions: ReadonlySet<ActionName> = new Set(["resize", "crop", "indexcrop", "rounded-corners", "rotate"]);

const markFormats: ReadonlySet<Format> = new Set(["png", "jpg", "bmp", "webp", "tiff"]);

/** True for formats that an image watermark may have. Source: specification §16.3. */
export function isMarkFormat(format: Format): boolean {
  return markFormats.has(format);
}

const maxImageMarks = 3;

/** Throws WatermarkError for more image watermarks than one chain may have, at the item. */
export function refuseManyMarks(count: number): void {
  if (count > maxImageMarks)
    throw new Failure(
      "WatermarkError",
      { reason: `at most ${maxImageMarks} image watermarks in one process string` },
      { ec: "0040-00000026", where: { item: "image" } },
    );
}

/**
 * Keys of the watermark objects that a pipeline draws, each once, in the order of running; what stands beside or behind a
 * question is not run.
 */
export function markKeys({ stages }: ImagePipeline): readonly string[] {
  const question = stages.findIndex(({ query }) => query !== undefined);
  const keys = stages
    .slice(0, question < 0 ? undefined : question)
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.action === "watermark" && step.args.image ? [step.args.image.key] : []));
  return [...new Set(keys)];
}

/**
 * What is said of a watermark object in place of `error`, met while it was read: one that is damaged is a WatermarkError,
 * everything else stays what it is. Source: specification §23.
 */
export function markFailure(key: string, error: unknown): unknown {
  if (!isFailure(error, "ImageDamage")) return error;
  return new Failure("WatermarkError", { reason: `"${key}" cannot be drawn: ${error.message}` }, { cause: error });
}

/** The actions of `image/…`, checked to be a single image stage. Throws InvalidArgument. */
export function markProcess(process: string): string {
  if (process.includes("|")) throw refused("a pipe", "0040-00000372");
  if (!process.startsWith("image/")) throw invalid("image", process, "KEY?x-oss-process=image/…");
  return process.slice("image/".length);
}

/** Throws InvalidArgument for an action that may not prepare a watermark. */
export function checkMarkAction(name: ActionName): void {
  if (markActions.has(name)) return;
  const { role } = actions[name];
  throw refused(name, name === "watermark" ? "0040-00000373" : role === "query" ? "0040-00000374" : undefined);
}

function refused(got: string, ec: string | undefined): Failure<"InvalidArgument"> {
  return new Failure(
    "InvalidArgument",
    { name: "image", got, expected: `a preparation of ${[...markActions].join(" ")}, without a pipe` },
    { ...(ec !== undefined && { ec }), where: { item: "image" } },
  );
}
