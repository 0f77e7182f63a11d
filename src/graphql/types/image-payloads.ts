import { Extensions, Field, ID, ObjectType } from "type-graphql";
import { Image } from "./image.js";
import { PayloadType } from "./payload-type.js";
import { UserError } from "./user-error.js";

@PayloadType("a mutation that changes or makes one image")
export class ImagePayload {
  @Field(() => Image, { nullable: true, description: "The image as it is now; null when `userErrors` says why." })
  readonly image?: Image;
}

@PayloadType("copyImage")
export class CopyImagePayload {
  @Field(() => Image, {
    nullable: true,
    description: "The copy, or the image that SKIP found; null when `userErrors` says why.",
  })
  readonly image?: Image;

  @Field(() => Boolean, { description: "A copy was made; false when SKIP found something there, or nothing was done." })
  readonly written!: boolean;
}

@PayloadType("moveImage")
export class MoveImagePayload {
  @Field(() => Image, {
    nullable: true,
    description: "The image under its new name, or the one that SKIP found there; null when `userErrors` says why.",
  })
  readonly image?: Image;

  @Field(() => Boolean, { description: "It was moved; false when SKIP found something there, or nothing was done." })
  readonly written!: boolean;
}

@ObjectType({ description: "What became of one name." })
export class ImageDeletion {
  @Field(() => String, { description: "The name, as it was given." })
  readonly key!: string;

  @Field(() => ID, { nullable: true, description: "Id of the image that is gone; null when `error` says why." })
  readonly deletedImageId?: string;

  @Field(() => UserError, {
    nullable: true,
    description: "Why it is not deleted: there was none, it is no name, or it is not the caller's to delete.",
  })
  readonly error?: UserError;
}

@PayloadType("deleteImages")
export class DeleteImagesPayload {
  @Extensions({ entries: 100 })
  @Field(() => [ImageDeletion], {
    description: "An answer for each name, in the order of the input; empty when `userErrors` says why.",
  })
  readonly deletions!: readonly ImageDeletion[];
}
