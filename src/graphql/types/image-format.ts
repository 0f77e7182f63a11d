import { registerEnumType } from "type-graphql";
import { type Format, formatFacts, formats } from "../../pipeline/index.js";
import { enumValueName } from "../schema/graphql-name.js";

/** The formats that files have. */
export const ImageFormat: Readonly<Record<string, Format>> = Object.fromEntries(
  formats.map((format) => [enumValueName(format), format]),
);

registerEnumType(ImageFormat, {
  name: "ImageFormat",
  description: "The format of a file, judged by its content.",
  valuesConfig: Object.fromEntries(
    formats.map((format) => [enumValueName(format), { description: `\`${formatFacts[format].contentType}\`` }]),
  ),
});
