import { Field, ObjectType } from "type-graphql";
import type { BucketName } from "../../base/bucket-name.js";
import { Bucket } from "./bucket.js";

@ObjectType({ description: "What the keys of one or more objects have in common up to a delimiter: a folder." })
export class Prefix {
  constructor(
    private readonly bucketName: BucketName,
    private readonly text: string,
    /** Length of what all entries of its list begin with. */
    private readonly above: number,
  ) {}

  @Field(() => Bucket, { description: "Where it is." })
  get bucket(): Bucket {
    return new Bucket(this.bucketName);
  }

  @Field(() => String, {
    description: "The whole of it with its delimiter, `summer/beach/`: give it as `prefix` to see what is in it.",
  })
  get prefix(): string {
    return this.text;
  }

  @Field(() => String, { description: "What it adds to the prefix that was asked for, with its delimiter: `beach/`." })
  get name(): string {
    return this.text.slice(this.above);
  }
}
