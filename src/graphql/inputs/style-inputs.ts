import { Field, InputType } from "type-graphql";
import { bucketDoc } from "../bucket-argument.js";
import { IfExists } from "./if-exists.js";
import { TransformInput } from "./transform-input.js";

const nameDoc = "1..63 of A-Z a-z 0-9 _ . -, case-sensitive.";

@InputType({ description: "The style to make." })
export class CreateStyleInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, { description: nameDoc })
  readonly name!: string;

  @Field(() => TransformInput, { description: "What the style does; it cannot name another style." })
  readonly transform!: TransformInput;

  @Field(() => IfExists, {
    defaultValue: IfExists.FAIL,
    description: "What happens when the bucket has a style of that name.",
  })
  readonly ifExists!: IfExists;
}

@InputType({ description: "The style to delete." })
export class DeleteStyleInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, { description: nameDoc })
  readonly name!: string;
}
