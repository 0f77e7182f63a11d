import { type ClassType, Int } from "type-graphql";
import { assertNever } from "../../base/assert-never.js";
import type { Kind, Param } from "../../pipeline/index.js";
import { HexColor } from "../scalars.js";
import { type ChoiceEnum, choiceEnums } from "../schema/choice-enum.js";
import { enumValueName } from "../schema/graphql-name.js";
import { InRange } from "../schema/in-range.js";

/** The enum of a choice, one for each name. */
export const choiceEnum: (kind: Extract<Kind, { type: "choice" }>) => ChoiceEnum = choiceEnums();

/** The GraphQL type of an argument. Ask for it before a schema is built, since an enum registers itself; `imageType` is the one for objects that serve as watermarks. */
export function argumentType(kind: Kind, imageType: ClassType) {
  switch (kind.type) {
    case "int":
      return Int;
    case "flag":
      return Boolean;
    case "choice":
      return choiceEnum(kind);
    case "color":
      return HexColor;
    case "text":
      return String;
    case "image":
      return imageType;
    default:
      return assertNever(kind);
  }
}

/** The range of the argument that a field is; of one that is no number it says nothing. */
export function ArgumentRange({ kind }: Param): PropertyDecorator {
  return (target, key) => {
    if (kind.type === "int") InRange(kind)(target, key);
  };
}

/** What an argument is, its default and the item of the process string. */
export function argumentDoc({ doc, kind, default: standard, key }: Param): string {
  const fallback = standard === undefined ? [] : [`Default: ${defaultText(kind, standard)}.`];
  const item = key === "" ? [] : [`In a process string: \`${key}_\`.`];
  return [doc, ...fallback, ...item].join(" ");
}

function defaultText(kind: Kind, value: unknown): string {
  if (kind.type === "choice") return enumValueName(String(value));
  return kind.type === "color" ? `#${value}` : String(value);
}
