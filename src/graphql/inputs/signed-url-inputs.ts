import { Field, ID, InputType } from "type-graphql";
import { Url } from "../scalars.js";
import { OneOfInput } from "../schema/one-of.js";
import { ObjectInput } from "./save-image-input.js";

@InputType({ description: "Which signed URLs to list: those that meet all that is given." })
export class SignedUrlFilter {
  @Field(() => String, { nullable: true, description: "Name of the bucket. Default: every bucket." })
  readonly bucket?: string | null;

  @Field(() => String, { nullable: true, description: "Name of the object. Default: every object." })
  readonly key?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Who asked for them: `admin`, `token SUBJECT`, `anonymous`. Default: everybody.",
  })
  readonly caller?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Also those that have ended, within a week of their end." })
  readonly ended!: boolean;
}

@OneOfInput("RevokedUrlsInput", { description: "The signed URLs to refuse: one of these." })
export class RevokedUrlsInput {
  @Field(() => Url, { nullable: true, description: "A URL as it was handed out, signed with version 1 or 4." })
  readonly url?: string | null;

  @Field(() => ObjectInput, { nullable: true, description: "All of an image, or of another object." })
  readonly image?: ObjectInput | null;

  @Field(() => String, { nullable: true, description: "All of a bucket, by its name." })
  readonly bucket?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Those that a caller has been given until now, by the name that `signedUrls` gives it.",
  })
  readonly caller?: string | null;
}

@InputType({ description: "The signed URLs to refuse." })
export class RevokeUrlsInput {
  @Field(() => RevokedUrlsInput, { description: "Which." })
  readonly what!: RevokedUrlsInput;

  @Field(() => String, { defaultValue: "", description: "Why, for people. At most 200 characters." })
  readonly reason!: string;
}

@InputType({ description: "The revocation to lift." })
export class LiftRevocationInput {
  @Field(() => ID, { description: "Its id." })
  readonly id!: string;
}
