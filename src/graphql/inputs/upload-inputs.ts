import { Field, ID, InputType, Int } from "type-graphql";
import { fileSizes } from "../../service/intake/refuse-large-file.js";
import type { ObjectAcl } from "../../service/ports.js";
import { urlLife } from "../../service/urls/url-life.js";
import { ByteSize } from "../scalars.js";
import { InRange } from "../schema/in-range.js";
import { KeyValueInput } from "../types/key-value.js";
import { ObjectAcls } from "../types/object-acl.js";
import { IfExists } from "./if-exists.js";
import { ObjectInput } from "./save-image-input.js";

@InputType({ description: "A file that is to become an image." })
export class CreateUploadInput {
  @Field(() => ObjectInput, { description: "Where the image goes; nothing is there before it is completed." })
  readonly target!: ObjectInput;

  @Field(() => String, {
    description:
      "Media type that the requests are sent with, `image/jpeg`; the image gets that of its content. One of those of the formats that can be read.",
  })
  readonly contentType!: string;

  @InRange(fileSizes)
  @Field(() => ByteSize, {
    description: "Length of the file; no other is taken. At most `capabilities.limits.maxSourceBytes`.",
  })
  readonly byteSize!: number;

  @Field(() => [KeyValueInput], {
    nullable: true,
    description: "User metadata of the image; at most 8 KB of names and values. Default: none.",
  })
  readonly metadata?: readonly KeyValueInput[] | null;

  @InRange(urlLife)
  @Field(() => Int, { nullable: true, description: `Life of the URLs. Default: ${urlLife.usual}.` })
  readonly expiresIn?: number | null;
}

@InputType({ description: "An upload all of which was sent." })
export class CompleteUploadInput {
  @Field(() => ID, { description: "The id that createUpload gave." })
  readonly uploadId!: string;

  @Field(() => IfExists, {
    defaultValue: IfExists.REPLACE,
    description: "What happens when the target is there already; with FAIL the upload goes on.",
  })
  readonly ifExists!: IfExists;

  @Field(() => ObjectAcls, { nullable: true, description: "ACL of the image. Default: DEFAULT, that of its bucket." })
  readonly acl?: ObjectAcl | null;
}

@InputType({ description: "An upload to drop." })
export class AbortUploadInput {
  @Field(() => ID, { description: "The id that createUpload gave." })
  readonly uploadId!: string;
}
