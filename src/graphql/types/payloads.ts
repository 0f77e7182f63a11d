import { Field, ID } from "type-graphql";
import { Bucket } from "./bucket.js";
import { Image } from "./image.js";
import { PayloadType } from "./payload-type.js";
import { Style } from "./style.js";

@PayloadType("saveImage")
export class SaveImagePayload {
  @Field(() => Image, {
    nullable: true,
    description: "The saved image, or the one that SKIP found; null when `userErrors` says why.",
  })
  readonly image?: Image;

  @Field(() => Boolean, {
    description: "The result was stored; false when SKIP found something there, or nothing was done.",
  })
  readonly written!: boolean;
}

@PayloadType("createStyle")
export class CreateStylePayload {
  @Field(() => Style, { nullable: true, description: "The style; null when `userErrors` says why." })
  readonly style?: Style;
}

@PayloadType("updateStyle")
export class UpdateStylePayload {
  @Field(() => Style, {
    nullable: true,
    description: "The style as it is now; null when `userErrors` says why it was left.",
  })
  readonly style?: Style;

  @Field(() => Style, {
    nullable: true,
    description: "The version before, which restoreStyle brings back; the newest one where nothing changed.",
  })
  readonly previous?: Style;
}

@PayloadType("restoreStyle")
export class RestoreStylePayload {
  @Field(() => Style, {
    nullable: true,
    description: "The style as it is now; null when `userErrors` says why it was left.",
  })
  readonly style?: Style;

  @Field(() => Style, {
    nullable: true,
    description: "The version before; the newest one where nothing changed.",
  })
  readonly previous?: Style;
}

@PayloadType("deleteStyle")
export class DeleteStylePayload {
  @Field(() => ID, { nullable: true, description: "Id of the style that is gone; null when `userErrors` says why." })
  readonly deletedStyleId?: string;
}

@PayloadType("createBucket")
export class CreateBucketPayload {
  @Field(() => Bucket, { nullable: true, description: "The bucket; null when `userErrors` says why." })
  readonly bucket?: Bucket;
}

@PayloadType("updateBucket")
export class UpdateBucketPayload {
  @Field(() => Bucket, {
    nullable: true,
    description: "The bucket as it is now; null when `userErrors` says why it was left.",
  })
  readonly bucket?: Bucket;
}
