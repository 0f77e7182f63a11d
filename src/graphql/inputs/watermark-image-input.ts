import { Field, InputType, Int } from "type-graphql";
import { actions } from "../../pipeline/index.js";
import { ArgumentRange, argumentDoc } from "./argument.js";

/** The argument of a resize that the preparation of a mark alone knows. */
export const markShare = actions.resize.params.share;

@InputType({ description: "An image that serves as a watermark." })
export class WatermarkImageInput {
  @Field(() => String, { description: "Key of an object in the source's bucket." })
  readonly key!: string;

  @ArgumentRange(markShare)
  @Field(() => Int, {
    nullable: true,
    description: `${argumentDoc(markShare)} Default: its own size.`,
  })
  readonly share?: number | null;

  /** A TransformInput; its own file adds the field, since the two types name each other. */
  readonly transform?: object | null;
}
