import { Failure } from "../../base/failure.js";
import {
  type Format,
  type Header,
  type ImageStage,
  isStyleStage,
  type MarkHeaders,
  type Pipeline,
} from "../../pipeline/index.js";
import type { Engine } from "../ports.js";
import type { ResolvedPipeline } from "../styles/resolve-styles.js";
import { negotiate, type Offer } from "./negotiate.js";

/** What a choice between formats is made on. */
export interface FormatQuestion {
  readonly engine: Pick<Engine, "explain" | "capabilities">;
  readonly header: Header;
  readonly marks: MarkHeaders;
  /** As whoever fetches the result sent it. */
  readonly accept: string | undefined;
  /** Whether the result of a pipeline is there already. */
  isKept(pipeline: ResolvedPipeline): Promise<boolean>;
}

/** AVIF is made for whoever waits only where its prediction leaves most of the deadline. */
const budgetShare = 0.2;

/** True when the Accept header decides the format: the last stage asks for it, and no format is written there. Of a style nothing is known. */
export function isNegotiated({ stages }: Pipeline): boolean {
  const last = stages.at(-1)!;
  if (isStyleStage(last)) return false;
  const { encode, query } = last;
  const { format = "src" } = encode.format ?? {};
  return encode["x-auto-format"]?.enabled === true && format === "src" && query === undefined;
}

/** The pipeline with the format written that was chosen; the very same one where there is nothing to choose. */
export async function chooseFormat(pipeline: ResolvedPipeline, question: FormatQuestion): Promise<ResolvedPipeline> {
  if (!isNegotiated(pipeline)) return pipeline;
  const { engine, header, accept } = question;
  const offerOf = async (format: Format): Promise<Offer | undefined> => {
    const candidate = withFormat(pipeline, format);
    const explanation = explained(candidate, question);
    if (!explanation) return undefined;
    const { plan, cost } = explanation;
    return { milliseconds: cost.milliseconds, frames: plan.out.frames, isKept: await question.isKept(candidate) };
  };
  const [webp, avif] = await Promise.all([offerOf("webp"), offerOf("avif")]);
  // HEIC is no format that results can have.
  const own = header.format === "heic" ? "jpg" : "src";
  const named = own === "src" ? header.format : own;
  const chosen = negotiate(accept, { own: named, webp, avif }, engine.capabilities.limits.deadlineMs * budgetShare);
  return withFormat(pipeline, chosen === named ? own : chosen);
}

/** `undefined` for what cannot be made in that format; another format may do. */
function explained(pipeline: ResolvedPipeline, { engine, header, marks }: FormatQuestion) {
  try {
    return engine.explain(pipeline, header, marks);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function withFormat(pipeline: ResolvedPipeline, format: Format | "src"): ResolvedPipeline {
  const last = pipeline.stages.at(-1)!;
  const { "x-auto-format": _, ...encode } = last.encode;
  const written: ImageStage = { ...last, encode: { ...encode, format: { format } } };
  return { ...pipeline, stages: [...pipeline.stages.slice(0, -1), written] };
}

/** The failure of storing a result whose format was left open: no Accept header asks for it, and it stays what it is for all who fetch it. */
export function formatLeftOpen(): Failure<"InvalidArgument"> {
  return new Failure(
    "InvalidArgument",
    { name: "x-auto-format", got: "a result to be stored", expected: "a written format" },
    { where: { action: "x-auto-format", item: "" } },
  );
}
