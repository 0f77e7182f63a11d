import { Field, ObjectType, registerEnumType } from "type-graphql";

export enum Role {
  VIEWER = "VIEWER",
  ADMIN = "ADMIN",
}

registerEnumType(Role, {
  name: "Role",
  description: "What a caller may do.",
  valuesConfig: {
    VIEWER: { description: "Read and transform what ACLs make public." },
    ADMIN: { description: "Everything." },
  },
});

@ObjectType({ description: "Who is asking." })
export class Viewer {
  @Field(() => Boolean, { description: "A valid token came with the request." })
  readonly authenticated!: boolean;

  @Field(() => [Role], { description: "What the caller may do." })
  readonly roles!: readonly Role[];
}
