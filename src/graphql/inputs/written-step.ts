import { declaration, type WrittenStep } from "../../pipeline/index.js";
import { type StepField, type StepInput, stepFields } from "./step-input.js";
import { markShare, type WatermarkImageInput } from "./watermark-image-input.js";

type Fields = Readonly<Record<string, unknown>>;

/** The member of a step that is set. GraphQL has seen to it that there is exactly one. */
export function stepField(input: StepInput): StepField {
  const found = stepFields.find(({ field }) => input[field] != null);
  if (!found) throw new TypeError("a step without a member");
  return found;
}

/** The one member of a watermark: `text`, `image` or `mixed`. */
export function watermarkForm(input: Fields): string {
  return Object.keys(input).find((key) => input[key] != null) ?? "";
}

/** A step of the API as the grammar's printer takes it, its values unchecked. `print` writes the preparation of a watermark. */
export function writtenStep(input: StepInput, print: (transform: object) => string): WrittenStep {
  const { action, field, bare } = stepField(input);
  const value = input[field];
  if (bare !== undefined) return { action, args: { [bare]: value } } as WrittenStep;
  const fields =
    action === "watermark" ? ((value as Fields)[watermarkForm(value as Fields)] as Fields) : (value as Fields);
  const args = Object.entries(declaration(action).params).flatMap(([key, { kind }]) => {
    const given = fields[key];
    if (given == null) return [];
    return [[key, kind.type === "image" ? layer(given as WatermarkImageInput, print) : given]];
  });
  return { action, args: Object.fromEntries(args) } as WrittenStep;
}

/** The key of a mark and the process string that prepares it. */
function layer(
  { key, share, transform }: WatermarkImageInput,
  print: (transform: object) => string,
): { key: string; process?: string } {
  const prepared = transform == null ? undefined : print(transform);
  if (share == null) return { key, ...(prepared !== undefined && { process: prepared }) };
  const rest = prepared === undefined ? "" : prepared.replace(/^image(?=\/)/, "");
  // Read here too, where its place is known: once it is part of the mark, the grammar speaks of that alone.
  return { key, process: `image/resize,P_${markShare.read(markShare.write(share))}${rest}` };
}
