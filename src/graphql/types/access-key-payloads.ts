import { Field, ObjectType } from "type-graphql";
import { AccessKey } from "./access-key.js";
import { UserError } from "./user-error.js";

const userErrorsDoc = "What the caller can put right; empty when it was done.";
const newKeyDoc = "The key; null when `userErrors` says why.";
const secretDoc = "Its secret, shown this once; null when `userErrors` says why.";

@ObjectType({ description: "The answer of createAccessKey." })
export class CreateAccessKeyPayload {
  @Field(() => AccessKey, { nullable: true, description: newKeyDoc })
  readonly accessKey?: AccessKey;

  @Field(() => String, { nullable: true, description: secretDoc })
  readonly secret?: string;

  @Field(() => [UserError], { description: userErrorsDoc })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: "The answer of rotateAccessKey." })
export class RotateAccessKeyPayload {
  @Field(() => AccessKey, { nullable: true, description: "The new key; null when `userErrors` says why." })
  readonly accessKey?: AccessKey;

  @Field(() => String, { nullable: true, description: secretDoc })
  readonly secret?: string;

  @Field(() => AccessKey, {
    nullable: true,
    description: "The key that it takes over from, and when that ends; null when `userErrors` says why.",
  })
  readonly rotated?: AccessKey;

  @Field(() => [UserError], { description: userErrorsDoc })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: "The answer of revokeAccessKey." })
export class RevokeAccessKeyPayload {
  @Field(() => AccessKey, { nullable: true, description: "The key as it is now; null when `userErrors` says why." })
  readonly accessKey?: AccessKey;

  @Field(() => [UserError], { description: userErrorsDoc })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: "The answer of createTemporaryKey." })
export class CreateTemporaryKeyPayload {
  @Field(() => AccessKey, { nullable: true, description: newKeyDoc })
  readonly accessKey?: AccessKey;

  @Field(() => String, { nullable: true, description: secretDoc })
  readonly secret?: string;

  @Field(() => String, {
    nullable: true,
    description: "Clients send it with every request that the key signs (`stsToken`); null when `userErrors` says why.",
  })
  readonly securityToken?: string;

  @Field(() => [UserError], { description: userErrorsDoc })
  readonly userErrors!: readonly UserError[];
}
