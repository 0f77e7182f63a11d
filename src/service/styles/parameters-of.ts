import { Failure } from "../../base/failure.js";
import { contentSteps, type DeclaredParameter, declaredParameters } from "../../pipeline/declared-parameter.js";
import type { Style } from "../ports.js";
import { parseStyleContent } from "./resolve-styles.js";

/** The parameters that a style has: those declared that fit its content, none where that does not parse. Pure. */
export function parametersOf({
  content,
  parameters,
}: Pick<Style, "content" | "parameters">): readonly DeclaredParameter[] {
  try {
    return [...declaredParameters(contentSteps(parseStyleContent(content)), parameters).values()];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
