import { assertNever } from "../../base/assert-never.js";
import { declaration, type ImageLayer, type Kind, type Value, type WrittenStep } from "../../pipeline/index.js";
import { enumValueName } from "../schema/graphql-name.js";
import { stepFields } from "./step-input.js";

/**
 * A step as a GraphQL document has it, `{ resize: { width: 300 } }`: the inverse of reading one. Undefined for the actions
 * that are no steps, but fields of an image. Pure.
 */
export function stepText({ action, args }: WrittenStep): string | undefined {
  const step = stepFields.find((field) => field.action === action);
  if (!step) return undefined;
  const { params } = declaration(action);
  const fields = Object.entries(args as Readonly<Record<string, Value>>).flatMap(([key, value]) => {
    const kind = params[key]?.kind;
    if (kind === undefined || value === undefined) return [];
    // The keyless spelling of a quality has no field of its own.
    const field = action === "quality" && key === "bare" ? "absolute" : key;
    return [[field, valueText(kind, value)] as const];
  });
  if (step.bare !== undefined) return `{ ${step.field}: ${fields[0]?.[1]} }`;
  const object = `{ ${fields.map(([key, text]) => `${key}: ${text}`).join(", ")} }`;
  return `{ ${step.field}: ${action === "watermark" ? `{ ${watermarkForm(args)}: ${object} }` : object} }`;
}

function valueText(kind: Kind, value: Value): string {
  switch (kind.type) {
    case "int":
    case "flag":
      return String(value);
    case "choice":
      return enumValueName(String(value));
    case "color":
      return `"#${value}"`;
    case "text":
      return JSON.stringify(value);
    case "image":
      return layerText(value as ImageLayer);
    default:
      return assertNever(kind);
  }
}

function layerText({ key, process }: ImageLayer): string {
  const prepared = process === undefined ? "" : `, transform: { process: ${JSON.stringify(process)} }`;
  return `{ key: ${JSON.stringify(key)}${prepared} }`;
}

function watermarkForm(args: object): string {
  if (!("image" in args)) return "text";
  return "text" in args ? "mixed" : "image";
}
