import { Field, InputType } from "type-graphql";
import type { EngineChoice } from "../../pipeline/index.js";
import type { ObjectAcl } from "../../service/ports.js";
import { bucketDoc } from "../bucket-argument.js";
import { KeyValueInput } from "../types/key-value.js";
import { ObjectAcls } from "../types/object-acl.js";
import { EngineChoices, engineDoc } from "./engine-argument.js";
import { IfExists } from "./if-exists.js";
import { TransformInput } from "./transform-input.js";

@InputType({ description: "The name of an object." })
export class ObjectInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => String, {
    description: "1..1023 bytes of UTF-8, not starting with / or \\; a target does not start with `.imgraph/` either.",
  })
  readonly key!: string;
}

@InputType({ description: "What to save, and where." })
export class SaveImageInput {
  @Field(() => ObjectInput, { description: "The image to start from; it stays as it is." })
  readonly source!: ObjectInput;

  @Field(() => TransformInput, { description: "What to make of it." })
  readonly transform!: TransformInput;

  @Field(() => EngineChoices, { defaultValue: "configured", description: engineDoc })
  readonly engine!: EngineChoice;

  @Field(() => ObjectInput, { description: "Where the result goes." })
  readonly target!: ObjectInput;

  @Field(() => IfExists, {
    defaultValue: IfExists.REPLACE,
    description: "What happens when the target is there already.",
  })
  readonly ifExists!: IfExists;

  @Field(() => ObjectAcls, { nullable: true, description: "ACL of the result. Default: DEFAULT, that of its bucket." })
  readonly acl?: ObjectAcl | null;

  @Field(() => [KeyValueInput], { nullable: true, description: "User metadata of the result. Default: none." })
  readonly metadata?: readonly KeyValueInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Content-Disposition with which the result is delivered. Default: none.",
  })
  readonly contentDisposition?: string | null;
}
