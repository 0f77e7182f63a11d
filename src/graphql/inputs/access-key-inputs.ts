import { Field, InputType, Int } from "type-graphql";
import { keyLife } from "../../service/keys/create-access-key.js";
import { temporaryKeyLife } from "../../service/keys/create-temporary-key.js";
import { keyOverlap } from "../../service/keys/rotate-access-key.js";
import type { Role } from "../../service/ports.js";
import { maxScopes } from "../../service/rights/grant.js";
import { InRange } from "../schema/in-range.js";
import { AccessKeyRoles } from "../types/access-key.js";

const scopesDoc = `Where it counts, 1..${maxScopes} places.`;
const idDoc = "Its `accessKeyId`.";

@InputType({ description: "A place where an access key is to count." })
export class KeyScopeInput {
  @Field(() => String, { description: "Name of the bucket; it need not be there yet." })
  readonly bucket!: string;

  @Field(() => String, {
    nullable: true,
    description: "Only objects whose keys start with it. Default: the whole bucket.",
  })
  readonly prefix?: string | null;
}

@InputType({ description: "The access key to make." })
export class CreateAccessKeyInput {
  @Field(() => String, { description: "For people. 1..64 characters." })
  readonly label!: string;

  @Field(() => AccessKeyRoles, { description: "What its holder may do where it counts." })
  readonly role!: Role;

  @Field(() => [KeyScopeInput], { nullable: true, description: `${scopesDoc} Default: everywhere.` })
  readonly scopes?: readonly KeyScopeInput[] | null;

  @InRange(keyLife)
  @Field(() => Int, { nullable: true, description: "How long it lives. Default: it does not end by itself." })
  readonly expiresIn?: number | null;
}

@InputType({ description: "The access key to replace by another with the same rights." })
export class RotateAccessKeyInput {
  @Field(() => String, { description: idDoc })
  readonly accessKeyId!: string;

  @InRange(keyOverlap)
  @Field(() => Int, {
    defaultValue: keyOverlap.usual,
    description: "How long the old key goes on beside the new one.",
  })
  readonly overlapSeconds!: number;
}

@InputType({ description: "The access key to end." })
export class RevokeAccessKeyInput {
  @Field(() => String, { description: idDoc })
  readonly accessKeyId!: string;
}

@InputType({ description: "The temporary key to make." })
export class CreateTemporaryKeyInput {
  @Field(() => String, {
    nullable: true,
    description:
      "`accessKeyId` of a permanent key: the temporary one ends with it and has no more rights. Default: none.",
  })
  readonly parentAccessKeyId?: string | null;

  @Field(() => AccessKeyRoles, { description: "What its holder may do where it counts." })
  readonly role!: Role;

  @Field(() => [KeyScopeInput], {
    nullable: true,
    description: `${scopesDoc} Default: where the parent counts; without one, where the caller's token counts.`,
  })
  readonly scopes?: readonly KeyScopeInput[] | null;

  @InRange(temporaryKeyLife)
  @Field(() => Int, {
    defaultValue: temporaryKeyLife.usual,
    description: "How long it lives; it ends with its parent and with the caller's token if those end sooner.",
  })
  readonly durationSeconds!: number;
}
