import { registerEnumType } from "type-graphql";
import type { Kind } from "../../pipeline/index.js";
import { enumValueName } from "./graphql-name.js";

type Choice = Extract<Kind, { type: "choice" }>;

/** The enum of a closed set of inner values: `{ NORTH_WEST: "north-west" }`. */
export type ChoiceEnum = Readonly<Record<string, string>>;

const descriptions: Readonly<Record<string, string>> = {
  EngineChoice:
    "Who is to run a pipeline. With ANY it is the engine of the settings where that can, and another one of this gateway where not.",
  Gravity: "One of nine places in a frame.",
  MetadataPolicy: "Which metadata of its source a result keeps.",
  OutputFormat: "The format of a result.",
  ResizeMode: "How a frame meets the box it is scaled to.",
  SmartCropStrategy: "What matters in a picture.",
  WatermarkAlign: "How text and image of a watermark line up.",
  WatermarkFont: "Fonts by their OSS names. A font that is not installed is replaced by the bundled one.",
  WatermarkOrder: "Which of text and image stands left in a watermark.",
};

/** Makes the enums of the registry's choices: one for each name, however many arguments share it. */
export function choiceEnums(): (kind: Choice) => ChoiceEnum {
  const made = new Map<string, ChoiceEnum>();
  return ({ name, values }) => {
    const known = made.get(name);
    if (known) return known;
    const choices = Object.fromEntries(Object.keys(values).map((inner) => [enumValueName(inner), inner]));
    registerEnumType(choices, {
      name,
      description: descriptions[name] ?? name,
      valuesConfig: Object.fromEntries(
        Object.entries(values).map(([inner, wire]) => [
          enumValueName(inner),
          { description: `\`${wire}\` in a process string.` },
        ]),
      ),
    });
    made.set(name, choices);
    return choices;
  };
}
