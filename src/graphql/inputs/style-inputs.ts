import { Field, InputType, Int } from "type-graphql";
import { bucketDoc } from "../bucket-argument.js";
import { InRange } from "../schema/in-range.js";
import { IfExists } from "./if-exists.js";
import { maxParameters, StyleParameterInput } from "./style-parameter-input.js";
import { TransformInput } from "./transform-input.js";

const nameDoc = "1..63 of A-Z a-z 0-9 _ . -, case-sensitive.";
const expectedDoc =
  "The version that was read: refused with STYLE_CHANGED where it is another one now. Default: whatever it is.";

/** Versions count up from the first. */
export const versionNumbers = { min: 1 } as const;

@InputType({ description: "The style to make." })
export class CreateStyleInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, { description: nameDoc })
  readonly name!: string;

  @Field(() => TransformInput, { description: "What the style does; it cannot name another style." })
  readonly transform!: TransformInput;

  @Field(() => [StyleParameterInput], {
    nullable: true,
    description: `Values that its users may choose; at most ${maxParameters}. Default: none.`,
  })
  readonly parameters?: readonly StyleParameterInput[] | null;

  @Field(() => IfExists, {
    defaultValue: IfExists.FAIL,
    description: "What happens when the bucket has a style of that name; with REPLACE it gets a new version.",
  })
  readonly ifExists!: IfExists;
}

@InputType({ description: "How to change a style; what is left out stays." })
export class UpdateStyleInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, { description: nameDoc })
  readonly name!: string;

  @Field(() => TransformInput, {
    nullable: true,
    description:
      "What the style does; it cannot name another style. Parameters that stay must have their arguments in it.",
  })
  readonly transform?: TransformInput | null;

  @Field(() => [StyleParameterInput], {
    nullable: true,
    description: `Values that its users may choose, in the place of those there are; at most ${maxParameters}.`,
  })
  readonly parameters?: readonly StyleParameterInput[] | null;

  @InRange(versionNumbers)
  @Field(() => Int, { nullable: true, description: expectedDoc })
  readonly expectedVersion?: number | null;
}

@InputType({ description: "A version of a style to go back to." })
export class RestoreStyleInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, { description: nameDoc })
  readonly name!: string;

  @InRange(versionNumbers)
  @Field(() => Int, { description: "One of the last hundred, as `versions` lists them." })
  readonly version!: number;

  @InRange(versionNumbers)
  @Field(() => Int, { nullable: true, description: expectedDoc })
  readonly expectedVersion?: number | null;
}

@InputType({ description: "The style to delete." })
export class DeleteStyleInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, { description: nameDoc })
  readonly name!: string;
}
