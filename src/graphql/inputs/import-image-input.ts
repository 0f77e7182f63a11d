import { Field, InputType } from "type-graphql";
import type { ObjectAcl } from "../../service/ports.js";
import { Url } from "../scalars.js";
import { KeyValueInput } from "../types/key-value.js";
import { ObjectAcls } from "../types/object-acl.js";
import { IfExists } from "./if-exists.js";
import { ObjectInput } from "./save-image-input.js";

@InputType({ description: "An image of another host, and where it goes." })
export class ImportImageInput {
  @Field(() => Url, {
    description:
      "Where it is: https, at a public address, or as IMGRAPH_IMPORT_HOSTS allows; so is each of at most 5 places that it leads on to. At most 2048 characters.",
  })
  readonly url!: string;

  @Field(() => ObjectInput, { description: "Where the image goes; what is there stays until it was looked at." })
  readonly target!: ObjectInput;

  @Field(() => IfExists, {
    defaultValue: IfExists.REPLACE,
    description: "What happens when the target is there already; nothing is fetched then but for REPLACE.",
  })
  readonly ifExists!: IfExists;

  @Field(() => ObjectAcls, { nullable: true, description: "ACL of the image. Default: DEFAULT, that of its bucket." })
  readonly acl?: ObjectAcl | null;

  @Field(() => [KeyValueInput], {
    nullable: true,
    description: "User metadata of the image; at most 8 KB of names and values. Default: none.",
  })
  readonly metadata?: readonly KeyValueInput[] | null;
}
