import { extname } from "node:path";
import { type Format, formatFacts, formats, isStyleStage, type Stage } from "../pipeline/index.js";

/**
 * What to tell whoever named an output `x.webp` and gets a JPG: the ending decides nothing. Undefined where both agree or the
 * ending names no format. Advice is given only for a format of `writable`, those that the result can be had in.
 */
export function endingNote(facts: {
  readonly output: string;
  readonly format: Format;
  readonly writable: readonly Format[];
  /** As it was written. */
  readonly lastStage: Stage;
}): string | undefined {
  const { output, format, writable, lastStage } = facts;
  const named = formatOfEnding(extname(output).slice(1).toLowerCase());
  if (named === undefined || named === format) return undefined;
  const note = `note: ${output} holds a ${format}`;
  if (!writable.includes(named)) return note;
  // Nothing can follow the name of a style within its stage.
  return `${note}; add ${isStyleStage(lastStage) ? "|image" : ""}/format,${named}`;
}

function formatOfEnding(ending: string): Format | undefined {
  return formats.find((format) => formatFacts[format].extensions.includes(ending));
}
