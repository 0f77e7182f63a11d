import { Failure } from "../../base/failure.js";
import type { StyleName } from "../../base/style-name.js";
import { isStyleStage, parseProcess, type StyleStage } from "../../pipeline/index.js";

/** The stages of a process string that name the style; none of a text that does not parse. Pure. */
export function stagesOfStyle(process: string, name: StyleName): readonly StyleStage[] {
  // Most do not, which is seen without parsing.
  if (!process.includes(`style/${name}`)) return [];
  try {
    const { stages } = parseProcess(process).pipeline;
    return stages.filter(isStyleStage).filter(({ style }) => style === name);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
