import { Field, InputType } from "type-graphql";
import { FocalPointInput } from "./focus.js";
import { ObjectInput } from "./save-image-input.js";

@InputType({ description: "An image, and what its crops keep in view." })
export class SetFocalPointInput {
  @Field(() => ObjectInput, { description: "The image." })
  readonly image!: ObjectInput;

  @Field(() => FocalPointInput, { nullable: true, description: "The point. Null or left out: none any more." })
  readonly focalPoint?: FocalPointInput | null;
}

@InputType({
  description: "An image, and what is said of it. What is left out stays; null or an empty value takes it away.",
})
export class SetImageNotesInput {
  @Field(() => ObjectInput, { description: "The image." })
  readonly image!: ObjectInput;

  @Field(() => String, {
    nullable: true,
    description: "What it shows, for those who do not see it. At most 2000 characters.",
  })
  readonly alt?: string | null;

  @Field(() => String, { nullable: true, description: "At most 500 characters." })
  readonly title?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "All of its tags: at most 50, of 1..100 characters each.",
  })
  readonly tags?: readonly string[] | null;
}
