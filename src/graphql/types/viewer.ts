import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Role as GrantedRole, Scope } from "../../service/ports.js";
import type { Caller } from "../../service/service.js";
import { DateTime } from "../scalars.js";
import { KeyScope } from "./access-key.js";
import { Quota } from "./quota.js";

/** In the order of what each may do: each may do what those before it may. */
export enum Role {
  VIEWER = "VIEWER",
  EDITOR = "EDITOR",
  ADMIN = "ADMIN",
}

registerEnumType(Role, {
  name: "Role",
  description: "What the bearer of a token may do where the token counts; what ACLs make public is for everybody.",
  valuesConfig: {
    VIEWER: { description: "Read images, list them and have them processed." },
    EDITOR: { description: "Also write and delete them." },
    ADMIN: { description: "Also manage ACLs, styles and buckets; access keys too where it counts everywhere." },
  },
});

const names: Readonly<Record<GrantedRole, Role>> = { read: Role.VIEWER, write: Role.EDITOR, admin: Role.ADMIN };

/** The roles that a caller has: the one that was granted and those below it. Pure. */
export function rolesOf(caller: Caller): readonly Role[] {
  if (caller.kind === "anonymous") return [];
  const granted = caller.kind === "admin" ? Role.ADMIN : names[caller.grant.role];
  const all = Object.values(Role);
  return all.slice(0, all.indexOf(granted) + 1);
}

@ObjectType({ description: "Who is asking." })
export class Viewer {
  @Field(() => Quota, {
    nullable: true,
    description: "What the caller may use. Null: the admin token, which has no limits.",
  })
  readonly quota: Quota | undefined;

  constructor(
    private readonly caller: Caller,
    quota: Quota | undefined,
  ) {
    this.quota = quota;
  }

  @Field(() => Boolean, { description: "A valid token came with the request." })
  get authenticated(): boolean {
    return this.caller.kind !== "anonymous";
  }

  @Field(() => String, {
    nullable: true,
    description: "What the issuer of the token calls its bearer. Null: no token, or the admin token.",
  })
  get subject(): string | undefined {
    return this.caller.kind === "token" ? this.caller.subject : undefined;
  }

  @Field(() => [Role], { description: "The role that the token gives, and those below it; none without a token." })
  get roles(): readonly Role[] {
    return rolesOf(this.caller);
  }

  @Field(() => [KeyScope], { nullable: true, description: "Where the roles count. Null: everywhere." })
  get scopes(): readonly Scope[] | undefined {
    if (!("grant" in this.caller)) return this.caller.kind === "admin" ? undefined : [];
    const { scopes } = this.caller.grant;
    return scopes === "everywhere" ? undefined : scopes;
  }

  @Field(() => DateTime, { nullable: true, description: "The token is refused from then on. Null: it does not end." })
  get expiresAt(): number | undefined {
    return this.caller.kind === "token" ? this.caller.expiresAt : undefined;
  }
}
