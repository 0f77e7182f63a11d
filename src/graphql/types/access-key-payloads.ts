import { Field } from "type-graphql";
import { AccessKey } from "./access-key.js";
import { PayloadType } from "./payload-type.js";

const newKeyDoc = "The key; null when `userErrors` says why.";
const secretDoc = "Its secret, shown this once; null when `userErrors` says why.";

@PayloadType("createAccessKey")
export class CreateAccessKeyPayload {
  @Field(() => AccessKey, { nullable: true, description: newKeyDoc })
  readonly accessKey?: AccessKey;

  @Field(() => String, { nullable: true, description: secretDoc })
  readonly secret?: string;
}

@PayloadType("rotateAccessKey")
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
}

@PayloadType("revokeAccessKey")
export class RevokeAccessKeyPayload {
  @Field(() => AccessKey, { nullable: true, description: "The key as it is now; null when `userErrors` says why." })
  readonly accessKey?: AccessKey;
}

@PayloadType("createTemporaryKey")
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
}
