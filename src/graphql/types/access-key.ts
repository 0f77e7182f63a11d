import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { ShownKey } from "../../service/keys/key-service.js";
import type { Role, Scope } from "../../service/ports.js";
import { writeNodeId } from "../node-id.js";
import { DateTime } from "../scalars.js";
import { Node } from "./node.js";

export const AccessKeyRoles = { READ: "read", WRITE: "write", ADMIN: "admin" } as const satisfies Record<string, Role>;

registerEnumType(AccessKeyRoles, {
  name: "AccessKeyRole",
  description: "What the holder of an access key may do where the key counts.",
  valuesConfig: {
    READ: { description: "Read objects, list them and have them processed." },
    WRITE: { description: "Also write and delete them." },
    ADMIN: { description: "Also manage ACLs, styles and buckets; access keys too where it counts everywhere." },
  },
});

@ObjectType({ description: "A place where an access key counts." })
export class KeyScope {
  @Field(() => String, { description: "Name of the bucket; it need not be there." })
  readonly bucket!: string;

  @Field(() => String, {
    nullable: true,
    description: "Only objects whose keys start with it. Null: the whole bucket.",
  })
  readonly prefix?: string;
}

@ObjectType({ implements: Node, description: "A key of the OSS endpoint. Its secret is shown once, when it is made." })
export class AccessKey extends Node {
  constructor(private readonly key: ShownKey) {
    super(writeNodeId("AccessKey", key.id));
  }

  @Field(() => String, { description: "What clients sign with: their `accessKeyId`." })
  get accessKeyId(): string {
    return this.key.id;
  }

  @Field(() => String, { description: "For people." })
  get label(): string {
    return this.key.label;
  }

  @Field(() => AccessKeyRoles, { description: "What its holder may do where it counts." })
  get role(): Role {
    return this.key.role;
  }

  @Field(() => [KeyScope], { nullable: true, description: "Where it counts. Null: everywhere." })
  get scopes(): readonly Scope[] | undefined {
    return this.key.scopes === "everywhere" ? undefined : this.key.scopes;
  }

  @Field(() => Boolean, { description: "It goes with a security token, and ends by itself." })
  get isTemporary(): boolean {
    return this.key.isTemporary;
  }

  @Field(() => String, {
    nullable: true,
    description: "Id of the key that a temporary one was made with: it ends with that. Null: with none.",
  })
  get parentAccessKeyId(): string | undefined {
    return this.key.parent;
  }

  @Field(() => DateTime, { description: "When it was made." })
  get createdAt(): number {
    return this.key.createdAt;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "From then on it is refused. Null: it does not end by itself.",
  })
  get expiresAt(): number | undefined {
    return this.key.expiresAt;
  }

  @Field(() => DateTime, { nullable: true, description: "Since when it is refused. Null: it was not revoked." })
  get revokedAt(): number | undefined {
    return this.key.revokedAt;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "When a request was last signed with it, to the minute, a minute late. Null: never.",
  })
  get lastUsedAt(): number | undefined {
    return this.key.lastUsedAt;
  }
}
