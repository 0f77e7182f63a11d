import { Field, InputType } from "type-graphql";
import type { ObjectAcl } from "../../service/ports.js";
import { bucketDoc } from "../bucket-argument.js";
import { KeyValueInput } from "../types/key-value.js";
import { ObjectAcls } from "../types/object-acl.js";
import { IfExists } from "./if-exists.js";
import { ObjectInput } from "./save-image-input.js";

const ifExistsDoc = "What happens when the target is there already.";

@InputType({ description: "What to copy, and where." })
export class CopyImageInput {
  @Field(() => ObjectInput, { description: "The image to copy; it stays as it is." })
  readonly source!: ObjectInput;

  @Field(() => ObjectInput, { description: "Where the copy goes." })
  readonly target!: ObjectInput;

  @Field(() => IfExists, { defaultValue: IfExists.REPLACE, description: ifExistsDoc })
  readonly ifExists!: IfExists;

  @Field(() => ObjectAcls, {
    nullable: true,
    description: "ACL of the copy. Default: DEFAULT, that of its bucket, whatever the source's is.",
  })
  readonly acl?: ObjectAcl | null;
}

@InputType({ description: "What to move, and where." })
export class MoveImageInput {
  @Field(() => ObjectInput, { description: "The image to move." })
  readonly source!: ObjectInput;

  @Field(() => ObjectInput, { description: "Its new name; it may be in another bucket." })
  readonly target!: ObjectInput;

  @Field(() => IfExists, { defaultValue: IfExists.REPLACE, description: ifExistsDoc })
  readonly ifExists!: IfExists;
}

@InputType({ description: "What to delete." })
export class DeleteImagesInput {
  @Field(() => String, { nullable: true, description: bucketDoc })
  readonly bucket?: string | null;

  @Field(() => [String], {
    description: "Names of the objects, which need not be images. Range: 1..1000 names.",
  })
  readonly keys!: readonly string[];
}

@InputType({ description: "An image and its new ACL." })
export class SetImageAclInput {
  @Field(() => ObjectInput, { description: "The image." })
  readonly image!: ObjectInput;

  @Field(() => ObjectAcls, { description: "Its ACL from now on." })
  readonly acl!: ObjectAcl;
}

@InputType({
  description: "An image and what is delivered with it. What is left out stays; null or an empty value takes it away.",
})
export class SetImageMetadataInput {
  @Field(() => ObjectInput, { description: "The image." })
  readonly image!: ObjectInput;

  @Field(() => [KeyValueInput], {
    nullable: true,
    description: "All of its user metadata; at most 8 KB of names and values.",
  })
  readonly metadata?: readonly KeyValueInput[] | null;

  @Field(() => String, { nullable: true, description: "Cache-Control with which the file is delivered." })
  readonly cacheControl?: string | null;

  @Field(() => String, { nullable: true, description: "Content-Disposition with which the file is delivered." })
  readonly contentDisposition?: string | null;
}
