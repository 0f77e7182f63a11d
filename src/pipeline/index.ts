/** The pipeline room: actions, the grammar both ways, canonical form and geometry. Pure; also runs in a browser (`imgraph/pipeline`). */
export { Failure, type FailureCode, isFailure, type Where } from "../base/failure.js";
export { describeRange } from "../base/number-range.js";
export type { Action, Example, Form, Frame, Params, Role, StepPlan } from "./action.js";
export { type ActionName, type ArgsOf, actions, remoteOnlyActions, type StepAction } from "./actions/index.js";
export { type WatermarkFont, watermarkFonts } from "./actions/watermark.js";
export { decodeBase64Text, encodeBase64Text } from "./base64-text.js";
export { canonicalPipeline, canonicalProcess } from "./canonical.js";
export { encodeTries } from "./encode-tries.js";
export {
  type EngineChoice,
  engineChoice,
  isEngineChoiceOnly,
  withEngineChoice,
  withoutEngineChoice,
} from "./engine-choice.js";
export { type Format, type FormatFacts, formatFacts, formats } from "./format.js";
export type { Header, Insights, Orientation, Size } from "./header.js";
export { limits } from "./limits.js";
export { markKeys, refuseManyMarks } from "./mark.js";
export { needsFocalPoint } from "./needs-focal-point.js";
export { needsInsights } from "./needs-insights.js";
export * from "./op.js";
export type { Kind, Param, Value } from "./param.js";
export { type ParsedProcess, parseProcess } from "./parse.js";
export * from "./pipeline.js";
export {
  type EncodeSpec,
  type Outcome,
  type PipelinePlan,
  planPipeline,
  type StagePlan,
} from "./plan.js";
export { planProcess, type SourceFacts } from "./plan-process.js";
export type { MarkHeaders, PlannedMark, PlannedStep } from "./plan-steps.js";
export { printPipeline, printSaveAs, printStage, printStep, printStyleStage, writtenSteps } from "./print.js";
export { buildStage, completeStep, declaration, readStep, type WrittenStep } from "./step.js";
export { stilledWarnings } from "./stilled-warnings.js";
