import { Failure } from "../base/failure.js";
import {
  declaration,
  formatFacts,
  type ImagePipeline,
  type ImageStage,
  type Value,
  type WrittenStep,
  writtenSteps,
} from "../pipeline/index.js";
import type { EngineCapabilities } from "../service/ports.js";

/**
 * What an engine lacks for a pipeline, whatever the source is: the first action or item among those that it does not support,
 * with its place; `undefined` when there is none. Pure.
 */
export function refusalOf(
  { stages }: ImagePipeline,
  { unsupported }: Pick<EngineCapabilities, "unsupported">,
): Failure<"NotImplemented"> | undefined {
  const lacks = new Set(unsupported);
  for (const [index, stage] of stages.entries())
    for (const step of writtenSteps(stage)) {
      const item = lacks.has(step.action) ? "" : lackingItem(step, lacks);
      if (item === undefined) continue;
      const what = item === "" ? `the action ${step.action}` : `the item ${item} of ${step.action}`;
      const place = stage.steps.indexOf(step as never);
      return new Failure(
        "NotImplemented",
        { what },
        { where: { stage: index, ...(place >= 0 && { step: place }), action: step.action, item } },
      );
    }
  return undefined;
}

/** True when every stage ends in a format that the engine writes, as far as formats are written. Pure. */
export function writesFormats({ stages }: ImagePipeline, { formats }: Pick<EngineCapabilities, "formats">): boolean {
  const unwritten = new Set(formats.filter(({ encode }) => !encode).map(({ format }) => format));
  return stages.every((stage) => !isUnwritten(stage, unwritten));
}

function isUnwritten({ encode }: ImageStage, unwritten: ReadonlySet<string>): boolean {
  const format = encode.format?.format ?? "src";
  return format in formatFacts && unwritten.has(format);
}

/** The wire key of the first argument given that is beyond the engine. */
function lackingItem({ action, args }: WrittenStep, lacks: ReadonlySet<string>): string | undefined {
  const given = args as Readonly<Record<string, Value | undefined>>;
  return Object.entries(declaration(action).params).find(
    ([key, param]) => given[key] !== undefined && lacks.has(`${action}.${param.key}`),
  )?.[1].key;
}
