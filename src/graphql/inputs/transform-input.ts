import { Field } from "type-graphql";
import { OneOfInput } from "../schema/one-of.js";
import { SimpleTransform } from "./simple-transform.js";
import { StepInput } from "./step-input.js";
import { StyleWithInput } from "./style-with-input.js";
import { WatermarkImageInput } from "./watermark-image-input.js";

@OneOfInput("TransformInput", {
  description:
    "What to make of an image, in one of five forms: exactly one of its fields. All become the same pipeline.",
})
export class TransformInput {
  @Field(() => SimpleTransform, { nullable: true, description: "A box, a format, a quality: what most callers want." })
  readonly simple?: SimpleTransform | null;

  @Field(() => [StepInput], { nullable: true, description: "The full pipeline: at least one step, run in order." })
  readonly steps?: readonly StepInput[] | null;

  @Field(() => String, { nullable: true, description: "The name of a style of the image's bucket." })
  readonly style?: string | null;

  @Field(() => StyleWithInput, {
    nullable: true,
    description: "A style of the image's bucket, with values for its parameters.",
  })
  readonly styleWith?: StyleWithInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A process string as the OSS endpoint takes it, not percent-encoded: `image/resize,w_300/format,webp`. At most 8192 bytes.",
  })
  readonly process?: string | null;
}

Field(() => TransformInput, {
  nullable: true,
  description: "Prepares the mark: resize, crop, indexCrop, roundedCorners and rotate are allowed.",
})(WatermarkImageInput.prototype, "transform");
