import { parseBucketName } from "../base/bucket-name.js";
import { Failure, type Where } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import type { StyleName } from "../base/style-name.js";
import { type ActionName, actions, remoteOnlyActions, remoteOnlyMedia } from "./actions/index.js";
import { decodeBase64Text } from "./base64-text.js";
import { canonicalStage } from "./canonical.js";
import { checkMarkAction, markProcess, refuseManyMarks } from "./mark.js";
import type { ImageLayer } from "./op.js";
import { invalid, type Param, type Value } from "./param.js";
import type {
  ImageStage,
  Pipeline,
  PipelineWarning,
  SaveTarget,
  Stage,
  StyleArgument,
  StyleStage,
} from "./pipeline.js";
import { placed } from "./placed.js";
import { printStage } from "./print.js";
import { buildStage, completeStep, declaration, type WrittenStep } from "./step.js";

export interface ParsedProcess {
  readonly pipeline: Pipeline;
  /** Present when the string ends in `|sys/saveas,…`. */
  readonly saveAs?: SaveTarget;
  readonly warnings: readonly PipelineWarning[];
}

const maxBytes = 8192;
const maxPipes = 5;
const saveAsStage = "sys/saveas";

/**
 * Reads a process string (percent-decoded) strictly from left to right; the first failing check gives the failure, with the
 * stage, the written step and the item at fault. Whether styles and objects exist is not asked here. Throws InvalidArgument,
 * MissingArgument, BadRequest, TooManyPipes, WatermarkError, NotImplemented. Source: specification §2.
 */
export function parseProcess(text: string): ParsedProcess {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxBytes)
    throw new Failure(
      "InvalidArgument",
      { name: "process", got: `${bytes} bytes`, expected: `at most ${maxBytes} bytes` },
      { ec: "0017-00000288" },
    );
  const texts = text.split("|");
  if (texts.length - 1 > maxPipes)
    throw new Failure("TooManyPipes", { limit: maxPipes, got: texts.length - 1 }, { ec: "0040-00000211" });

  const reading: Reading = { warnings: [], imageMarks: 0 };
  const stages: Stage[] = [];
  let saveAs: SaveTarget | undefined;
  for (const [index, stage] of texts.entries()) {
    const where = { stage: index };
    if (isSaveAs(stage)) {
      if (stages.length === 0 || index < texts.length - 1)
        throw invalidStage(stage, `${saveAsStage} as the last stage, after a stage that makes an image`, where);
      saveAs = readSaveAs(stage, where);
    } else stages.push(readStage(stage, index, reading));
  }
  return { pipeline: { stages }, ...(saveAs && { saveAs }), warnings: reading.warnings };
}

/** Reads the preparation of an image watermark, `image/resize,P_30`. Throws what `parseProcess` throws. Source: specification §16.3. */
export function parseMark(process: string): ImageStage {
  return readImageStage(markProcess(process), 0, { warnings: [], imageMarks: 0, mark: true });
}

/** What is counted and noted along the way; `mark` while the preparation of an image watermark is read. */
interface Reading {
  readonly warnings: PipelineWarning[];
  imageMarks: number;
  readonly mark?: true;
}

type ActionPlace = Required<Omit<Where, "item" | "style">>;

function readStage(text: string, stage: number, reading: Reading): Stage {
  if (text.startsWith("style/") && text.length > "style/".length) return readStyleStage(text.slice("style/".length));
  const [media = ""] = text.split("/", 1);
  if (remoteOnlyMedia.has(media))
    throw new Failure("NotImplemented", { what: `processing of ${media}` }, { where: { stage } });
  if (media !== "image") throw invalidStage(text, "image/… or style/NAME", { stage });
  return readImageStage(text.slice("image/".length), stage, reading);
}

/**
 * `NAME,width_640`. Everything up to a comma is the name: one that no style can have is simply never found. What the values
 * are worth only the style can say; of a repeated one the last counts.
 */
function readStyleStage(text: string): StyleStage {
  const [name = "", ...items] = text.split(",");
  const args = items.filter(Boolean).map((item): [string, StyleArgument] => {
    const [key = ""] = item.split("_", 1);
    return [key, { text: item.slice(key.length + 1) }];
  });
  return { style: name as StyleName, ...(args.length > 0 && { args: Object.fromEntries(args) }) };
}

function readImageStage(text: string, stage: number, reading: Reading): ImageStage {
  const written: WrittenStep[] = [];
  for (const actionText of text.split("/").filter(Boolean)) {
    const [name = "", ...items] = actionText.split(",");
    const where = { stage, step: written.length, action: name };
    written.push(placed(where, () => readAction(name, items.filter(Boolean), where, reading)));
  }
  if (written.length === 0)
    throw new Failure(
      "InvalidArgument",
      { name: "process", got: "image", expected: "image/ and at least one action" },
      { ec: "0040-00000212", where: { stage } },
    );
  return buildStage(written);
}

function readAction(name: string, items: readonly string[], where: ActionPlace, reading: Reading): WrittenStep {
  if (remoteOnlyActions.has(name)) throw new Failure("NotImplemented", { what: `the action ${name}` });
  if (!isActionName(name))
    throw new Failure(
      "InvalidArgument",
      { name: "process", got: name, expected: `an action, one of ${Object.keys(actions).join(" ")}` },
      { ec: "0040-00000213" },
    );
  if (reading.mark) checkMarkAction(name);
  const values = declaration(name).form === "single" ? readSingle(name, items) : readKeyed(name, items, where, reading);
  if (values.image !== undefined) refuseManyMarks(++reading.imageMarks);
  return completeStep(name, values);
}

function readSingle(name: ActionName, items: readonly string[]): Record<string, Value> {
  if (items.length > 1)
    throw new Failure(
      "InvalidArgument",
      { name, got: items.join(","), expected: "a single value" },
      { ec: "0040-00000203", where: { item: "" } },
    );
  const [[key, param] = unreachable()] = Object.entries(declaration(name).params);
  return items[0] === undefined ? {} : { [key]: param.read(items[0]) };
}

function readKeyed(
  name: ActionName,
  items: readonly string[],
  where: ActionPlace,
  reading: Reading,
): Record<string, Value> {
  const { params, oneOf = [], precheck, remoteOnly = {} } = declaration(name);
  const inner = new Map<string, readonly [string, Param]>();
  const needed = new Set<string>();
  for (const [key, param] of Object.entries(params))
    if (param.only === undefined || reading.mark) {
      for (const wire of [param.key, ...param.aliases]) inner.set(wire, [key, param]);
      if (param.required || oneOf.includes(key) || param.readsBare)
        for (const wire of [param.key, ...param.aliases]) needed.add(wire);
    }

  // A repeated key moves to its last place: only that occurrence counts and is checked.
  const written = new Map<string, string>();
  for (const item of items) {
    const { key, value } = splitItem(item, needed);
    if (Object.hasOwn(remoteOnly, key) && remoteOnly[key]?.includes(value))
      throw new Failure("NotImplemented", { what: `${name},${item}` }, { where: { item: key } });
    const param = inner.get(key)?.[1];
    if (param) {
      written.delete(param.key);
      written.set(param.key, value);
    } else {
      const fault = inner.has(item) ? `the item "${item}" of ${name} has no value` : `${name} has no item "${item}"`;
      reading.warnings.push({ ...where, item, message: `${fault}; it was ignored` });
    }
  }
  precheck?.(written);

  const values: Record<string, Value> = {};
  for (const [wire, text] of written) {
    const [key, param] = inner.get(wire) ?? unreachable();
    const value = param.read(text);
    if (typeof value !== "object") values[key] = value;
    // An empty image value is as if absent.
    else if (value.key !== "") values[key] = readMark(value, wire);
  }
  return values;
}

/** The same mark with its preparation checked and printed canonically; what is wrong in there is put down to the item. */
function readMark({ key, process }: ImageLayer, item: string): ImageLayer {
  if (process === undefined) return { key };
  try {
    return { key, process: printStage(canonicalStage(parseMark(process))) };
  } catch (error) {
    throw error instanceof Failure ? error.movedTo({ item }) : error;
  }
}

/** Without a `_` the key of an item that is `needed` stands for its empty value, anything else for a bare value, which few actions take. */
function splitItem(item: string, needed: ReadonlySet<string>): { key: string; value: string } {
  const cut = item.indexOf("_");
  if (cut >= 0) return { key: item.slice(0, cut), value: item.slice(cut + 1) };
  return needed.has(item) ? { key: item, value: "" } : { key: "", value: item };
}

function readSaveAs(stage: string, where: Where): SaveTarget {
  return placed({ ...where, action: saveAsStage }, () => {
    const values = new Map(
      stage
        .split(",")
        .slice(1)
        .filter(Boolean)
        .map((item) => [item.slice(0, 1), item.slice(2)] as const),
    );
    const key = values.get("o");
    const bucket = values.get("b");
    if (!key)
      throw new Failure(
        "MissingArgument",
        { name: saveAsStage, expected: "o_ and the target key in base64" },
        { where: { item: "o" } },
      );
    return {
      key: namePart("o", decodeBase64Text(key, "o"), parseObjectKey),
      ...(bucket && { bucket: namePart("b", decodeBase64Text(bucket, "b"), parseBucketName) }),
    };
  });
}

/** Names that no object or bucket can have are an InvalidArgument here. Source: specification §19. */
function namePart<T>(item: string, name: string, parse: (text: string) => T): T {
  try {
    return parse(name);
  } catch (error) {
    if (error instanceof Failure) throw invalid(item, name, error.hint.replace(/\.$/, ""));
    throw error;
  }
}

function isActionName(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

function isSaveAs(stage: string): boolean {
  return stage === saveAsStage || stage.startsWith(`${saveAsStage},`);
}

function invalidStage(text: string, expected: string, where: Where): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name: "process", got: text, expected }, { where });
}

function unreachable(): never {
  throw new TypeError("the registry lacks what it declares");
}
