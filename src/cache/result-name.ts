import { type Format, formatFacts } from "../pipeline/index.js";
import type { ImageFacts } from "../service/ports.js";

/** What the name of a kept file says of its content, so that nothing else has to be read for it. */
export type ResultFacts =
  | ({ readonly kind: "image" } & ImageFacts)
  | { readonly kind: "document"; readonly byteSize: number };

/** `300x200.1.48213.webp`: size in px, frames, bytes, format; `131.json` for a document. */
export function printResultName(facts: ResultFacts): string {
  if (facts.kind === "document") return `${facts.byteSize}.json`;
  return `${facts.width}x${facts.height}.${facts.frames}.${facts.byteSize}.${facts.format}`;
}

/** The facts of a name that was printed; `undefined` for any other text. */
export function parseResultName(text: string): ResultFacts | undefined {
  const document = /^([1-9][0-9]{0,11})\.json$/.exec(text);
  if (document) return { kind: "document", byteSize: Number(document[1]) };
  const [found, width, height, frames, byteSize, format] = imageName.exec(text) ?? [];
  if (found === undefined || !isFormat(format)) return undefined;
  return {
    kind: "image",
    width: Number(width),
    height: Number(height),
    frames: Number(frames),
    byteSize: Number(byteSize),
    format,
    contentType: formatFacts[format].contentType,
  };
}

const imageName = /^([1-9][0-9]{0,6})x([1-9][0-9]{0,6})\.([1-9][0-9]{0,6})\.([1-9][0-9]{0,11})\.([a-z]+)$/;

function isFormat(text: string | undefined): text is Format {
  return text !== undefined && Object.hasOwn(formatFacts, text);
}
