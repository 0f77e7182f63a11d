import { Field, InputType } from "type-graphql";
import type { BucketAcl } from "../../service/ports.js";
import { BucketAcls } from "../types/bucket.js";

@InputType({ description: "The bucket to make." })
export class CreateBucketInput {
  @Field(() => String, { description: "3..63 of a-z 0-9 -, a letter or digit at both ends." })
  readonly name!: string;

  @Field(() => BucketAcls, {
    nullable: true,
    description:
      "What callers without a signature may do in it. Null or left out: PRIVATE for a new bucket; one that is there keeps its own.",
  })
  readonly acl?: BucketAcl | null;
}
