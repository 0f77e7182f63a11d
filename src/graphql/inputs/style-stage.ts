import { Failure } from "../../base/failure.js";
import { isStyleName, type StyleName } from "../../base/style-name.js";
import { encodeBase64Text, type Kind, type StyleArgument, type StyleStage } from "../../pipeline/index.js";
import type { InputPath } from "../refused-input.js";
import type { StyleArgumentInput, StyleWithInput } from "./style-with-input.js";

/** A style with arguments. What the values are worth is said when the style is known. Throws InvalidArgument. Pure. */
export function readStyleWith({ name, arguments: given }: StyleWithInput): StyleStage {
  const repeated = given.find((each, index) => given.findIndex((other) => other.name === each.name) < index);
  if (repeated) throw refused(repeated.name, repeated.name, "each parameter once");
  const args = Object.fromEntries(given.map((each) => [readName(each), readValue(each)]));
  return { style: checkStyleName(name), ...(given.length > 0 && { args }) };
}

/** A name with a pipe in it would read as two stages; no style has one. */
export function checkStyleName(name: string): StyleName {
  if (isStyleName(name)) return name;
  throw new Failure("InvalidArgument", { name: "style", got: name, expected: "1..63 of A-Z a-z 0-9 _ . -" });
}

/** Where in the input stands what a failure is about. Pure. */
export function styleWithPlace({ arguments: given }: StyleWithInput, { where, details }: Failure): InputPath {
  // What has a step is about the style's content.
  if (where.step !== undefined) return [];
  const index = given.findLastIndex(({ name }) => name === where.item);
  if (index < 0) return ["name"];
  const isValue = (details as { name?: string }).name === where.item;
  return ["arguments", index, isValue ? "value" : "name"];
}

/** A name with a mark of the grammar in it would read as something else; no parameter has one. */
function readName({ name }: StyleArgumentInput): string {
  if (/^[A-Za-z][A-Za-z0-9]{0,31}$/.test(name)) return name;
  throw refused(name, name, "the name of a parameter: 1..32 of A-Z a-z 0-9, a letter first");
}

/** The one member that is given, as its item on the wire. */
function readValue({ name, value }: StyleArgumentInput): StyleArgument {
  const { int, flag, choice, color, text } = value;
  if (int != null) return typed("int", String(int));
  if (flag != null) return typed("flag", flag ? "1" : "0");
  if (color != null) return typed("color", color);
  if (text != null) return typed("text", encodeBase64Text(text));
  if (choice != null && /^[A-Za-z0-9_.-]{1,64}$/.test(choice)) return typed("choice", choice);
  throw new Failure(
    "InvalidArgument",
    { name, got: choice ?? "", expected: "one of the parameter's values" },
    { where: { item: name } },
  );
}

const typed = (type: Kind["type"], text: string): StyleArgument => ({ text, type });

function refused(item: string, got: string, expected: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name: "name", got, expected }, { where: { item } });
}
