import type { Value } from "./param.js";
import {
  type ImagePipeline,
  type ImageStage,
  isStyleStage,
  type Pipeline,
  type StyleArgument,
  type StyleStage,
} from "./pipeline.js";
import { printPipeline, writtenSteps } from "./print.js";
import { buildStage, declaration, type WrittenStep } from "./step.js";

/**
 * The canonical form: arguments that equal their default, or have no effect beside others, are dropped; order, aliases and
 * padding are normalised by parsing itself. Pipelines with the same canonical form give the same result.
 */
export function canonicalPipeline(pipeline: ImagePipeline): ImagePipeline;
export function canonicalPipeline(pipeline: Pipeline): Pipeline;
export function canonicalPipeline({ stages }: Pipeline): Pipeline {
  return { stages: stages.map((stage) => (isStyleStage(stage) ? canonicalStyleStage(stage) : canonicalStage(stage))) };
}

/** The process string of the canonical form: part of the key under which a result is cached. */
export function canonicalProcess(pipeline: Pipeline): string {
  return printPipeline(canonicalPipeline(pipeline));
}

/** The canonical form of one stage; `image/format,src` when nothing else is left, since a stage needs an action. */
export function canonicalStage(stage: ImageStage): ImageStage {
  const steps = writtenSteps(stage)
    .map(canonicalStep)
    .filter((step) => !isEncoderDefault(step));
  return buildStage(steps.length > 0 ? steps : [{ action: "format", args: { format: "src" } }]);
}

/** Arguments by name, in its order, without the types in which a caller gave them; what the defaults are only the style can say. */
function canonicalStyleStage({ style, args = {} }: StyleStage): StyleStage {
  const texts = Object.entries(args).map(([name, { text }]): [string, StyleArgument] => [name, { text }]);
  if (texts.length === 0) return { style };
  return { style, args: Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function canonicalStep({ action, args }: WrittenStep): WrittenStep {
  const { params, simplify } = declaration(action);
  const effective = simplify ? simplify(args as never) : args;
  const given = effective as Readonly<Record<string, Value | undefined>>;
  const kept = Object.keys(params).filter((key) => given[key] !== undefined && given[key] !== params[key]?.default);
  return { action, args: Object.fromEntries(kept.map((key) => [key, given[key]])) } as WrittenStep;
}

/** Settings that say what happens without them. */
function isEncoderDefault(step: WrittenStep): boolean {
  return (
    (step.action === "format" && step.args.format === "src") ||
    ((step.action === "interlace" || step.action === "x-auto-format") && !step.args.enabled) ||
    (step.action === "x-metadata" && step.args.keep === "none") ||
    (step.action === "x-engine" && step.args.engine === "configured")
  );
}
