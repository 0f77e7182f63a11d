import {
  actions,
  type EngineChoice,
  type Kind,
  parseProcess,
  printPipeline,
  withEngineChoice,
} from "../../pipeline/index.js";
import { type InputPath, refusing } from "../refused-input.js";
import { choiceEnum } from "./argument.js";
import { readTransform, type Transform } from "./read-transform.js";
import type { TransformInput } from "./transform-input.js";

/** What an argument `engine` takes. */
export const EngineChoices = choiceEnum(actions["x-engine"].params.engine.kind as Extract<Kind, { type: "choice" }>);

export const engineDoc =
  "Who is to make it; a part of what is signed in the URL. CONFIGURED leaves it to the transform, and that to the settings.";

/** A transform for the engine that another argument names. Throws RefusedInput. */
export function readTransformFor(
  engine: EngineChoice,
  input: TransformInput,
  { transform: at, engine: engineAt }: { readonly transform: InputPath; readonly engine: InputPath },
): Transform {
  const transform = readTransform(input, at);
  if (engine === "configured") return transform;
  // The longest process string there may be has no room for it.
  const pipeline = withEngineChoice(transform.pipeline, engine);
  refusing(engineAt, () => parseProcess(printPipeline(pipeline)));
  return {
    ...transform,
    pipeline,
    blame: (failure) => (failure.where.action === "x-engine" ? engineAt : transform.blame(failure)),
  };
}
