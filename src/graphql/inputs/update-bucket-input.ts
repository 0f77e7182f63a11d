import { Field, InputType } from "type-graphql";
import type { BucketAcl, StyleSeparator } from "../../service/ports.js";
import { maxProtectionRules } from "../../service/rights/source-protection.js";
import { BucketAcls } from "../types/bucket.js";
import { ruleDocs, StyleSeparators } from "../types/bucket-policy.js";
import { BucketCorsInput } from "./bucket-cors-input.js";

@InputType({
  description:
    "Objects to protect: those that meet every condition given, which is at least one of `prefix`, `suffix` and `extensions`.",
})
export class SourceProtectionRuleInput {
  @Field(() => String, { nullable: true, description: ruleDocs.prefix })
  readonly prefix?: string | null;

  @Field(() => String, { nullable: true, description: ruleDocs.suffix })
  readonly suffix?: string | null;

  @Field(() => [String], { nullable: true, description: ruleDocs.extensions })
  readonly extensions?: readonly string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: ruleDocs.caseInsensitive })
  readonly caseInsensitive!: boolean;
}

@InputType({ description: "The object to show in the place of images that are not there." })
export class FallbackImageInput {
  @Field(() => String, {
    nullable: true,
    description:
      "Its key in the same bucket, 1..1023 bytes; it need not be there yet. Null or left out: none is shown.",
  })
  readonly key?: string | null;
}

@InputType({ description: "The bucket to change; what is left out stays as it is." })
export class UpdateBucketInput {
  @Field(() => String, { description: "Its name." })
  readonly name!: string;

  @Field(() => BucketAcls, { nullable: true, description: "What callers without a signature may do in it." })
  readonly acl?: BucketAcl | null;

  @Field(() => [StyleSeparators], {
    nullable: true,
    description: "Separators in force: with `!`, `photo.jpg!small` is `photo.jpg` in the style `small`. Empty: none.",
  })
  readonly styleSeparators?: readonly StyleSeparator[] | null;

  @Field(() => [SourceProtectionRuleInput], {
    nullable: true,
    description: `An object that meets any of these rules, ${maxProtectionRules} at most, is shown to callers without a signature only through a style. Empty: none is protected.`,
  })
  readonly sourceProtection?: readonly SourceProtectionRuleInput[] | null;

  @Field(() => BucketCorsInput, { nullable: true, description: "What it says to pages of other origins." })
  readonly cors?: BucketCorsInput | null;

  @Field(() => FallbackImageInput, {
    nullable: true,
    description:
      "What a GET of the OSS endpoint with a process string or style shows, by the same steps, where the object is not there: with the status 200, the header `x-imgraph-fallback`, and kept by caches for 30 seconds.",
  })
  readonly fallbackImage?: FallbackImageInput | null;
}
