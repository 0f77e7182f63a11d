import { Field } from "type-graphql";
import { actions, type Param } from "../../pipeline/index.js";
import { OneOfInput } from "../schema/one-of.js";
import { actionInput } from "./action-input.js";

const ofText: readonly string[] = ["text", "font", "color", "size", "shadow", "rotate"];
const ofImage: readonly string[] = ["image", "animation"];
const ofBoth: readonly string[] = ["order", "align", "interval"];

const params: readonly (readonly [string, Param])[] = Object.entries(actions.watermark.params);
const without = (...names: readonly string[]) => params.filter(([key]) => !names.includes(key));

const TextWatermarkInput = actionInput("TextWatermarkInput", {
  description: "A line of text.",
  params: without(...ofImage, ...ofBoth),
  required: ["text"],
});
const ImageWatermarkInput = actionInput("ImageWatermarkInput", {
  description: "An image.",
  params: without(...ofText, ...ofBoth),
  required: ["image"],
});
const MixedWatermarkInput = actionInput("MixedWatermarkInput", {
  description: "An image and a line of text side by side.",
  params,
  required: ["text", "image"],
});

@OneOfInput("WatermarkInput", { description: `${actions.watermark.doc} Exactly one of its fields.` })
export class WatermarkInput {
  @Field(() => TextWatermarkInput, { nullable: true, description: "A line of text." })
  readonly text?: Readonly<Record<string, unknown>> | null;

  @Field(() => ImageWatermarkInput, { nullable: true, description: "An image." })
  readonly image?: Readonly<Record<string, unknown>> | null;

  @Field(() => MixedWatermarkInput, { nullable: true, description: "An image and a text side by side." })
  readonly mixed?: Readonly<Record<string, unknown>> | null;
}
