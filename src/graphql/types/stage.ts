import { createUnionType, Extensions, Field, ObjectType } from "type-graphql";
import {
  canonicalPipeline,
  canonicalProcess,
  isStyleStage,
  type Pipeline,
  type PipelineWarning,
  printPipeline,
  type StyleStage as WrittenStyle,
  writtenSteps,
} from "../../pipeline/index.js";
import { KeyValue } from "./key-value.js";
import { StepUnion, stepValue } from "./step.js";
import { Warning } from "./warning.js";

@ObjectType({ description: "Steps that run on one picture and are encoded once, at the end." })
export class StepsStage {
  @Extensions({ entries: 10 })
  @Field(() => [StepUnion], { description: "Pixel steps in the order of running, then the encoder's settings." })
  readonly steps!: readonly object[];
}

@ObjectType({ description: "A stored style in the place of steps." })
export class StyleStage {
  @Field(() => String, { description: "Name of the style." })
  readonly style!: string;

  @Field(() => [KeyValue], { description: "Values for its parameters, by name, as a process string has them." })
  readonly arguments!: readonly KeyValue[];
}

/** A stage of a pipeline, typed. */
export const StageUnion = createUnionType({
  name: "Stage",
  description: "A stage of a pipeline; it works on the encoded result of the one before. Almost always there is one.",
  types: () => [StepsStage, StyleStage],
  resolveType: (value: object) => ("style" in value ? StyleStage : StepsStage),
});

@ObjectType("Pipeline", { description: "A transform that was read: checked against every rule that needs no image." })
export class PipelineType {
  @Field(() => String, {
    description:
      "The canonical process string: defaults dropped, order and spelling normalised. Equal results have equal ones.",
  })
  readonly process!: string;

  @Field(() => String, { description: "The process string with every item that was written." })
  readonly wire!: string;

  @Field(() => [StageUnion], { description: "The canonical form, typed." })
  readonly stages!: readonly (StepsStage | StyleStage)[];

  @Field(() => [Warning], { description: "Items that the grammar ignores." })
  readonly warnings!: readonly Warning[];
}

/** Shows a pipeline in the API. */
export function pipelineValue(pipeline: Pipeline, warnings: readonly PipelineWarning[]): PipelineType {
  return {
    process: canonicalProcess(pipeline),
    wire: printPipeline(pipeline),
    stages: stageValues(pipeline),
    warnings,
  };
}

const argumentsOf = ({ args = {} }: WrittenStyle): KeyValue[] =>
  Object.entries(args).map(([key, { text: value }]) => ({ key, value }));

/** Shows the stages of a pipeline in the API, in canonical form. */
export function stageValues(pipeline: Pipeline): (StepsStage | StyleStage)[] {
  return canonicalPipeline(pipeline).stages.map((stage) =>
    isStyleStage(stage)
      ? { style: stage.style, arguments: argumentsOf(stage) }
      : { steps: writtenSteps(stage).map(stepValue) },
  );
}
