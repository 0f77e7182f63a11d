import type { AuthCheckerInterface, ResolverData } from "type-graphql";
import { Authorized, Extensions } from "type-graphql";
import { Failure } from "../base/failure.js";
import type { Context } from "./context.js";
import { Role, rolesOf } from "./types/viewer.js";

/**
 * The rule of a field: it is answered to bearers of a token with the role, whatever the place. Whether the role counts where
 * the field reaches, the use-cases decide. The rule stands in the SDL (`field-rules.ts`) and holds in `RoleChecker`.
 */
export function NeedsRole(role: Role): MethodDecorator & PropertyDecorator {
  return (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => {
    if (!descriptor) throw new TypeError("a rule stands on a method or a getter");
    Authorized(role)(target, key, descriptor);
    Extensions({ role })(target, key, descriptor);
  };
}

/** The one place where rules of fields hold. */
export class RoleChecker implements AuthCheckerInterface<Context> {
  /** Throws Unauthenticated without a token, AccessDenied without the role. A rule that names none is the strictest. */
  check({ context }: ResolverData<Context>, [role = Role.ADMIN]: string[]): boolean {
    const { caller } = context.call;
    if (caller.kind === "anonymous")
      throw new Failure("Unauthenticated", { reason: `this needs a token with the role ${role}` });
    if (!rolesOf(caller).some((has) => has === role))
      throw new Failure(
        "AccessDenied",
        { reason: `this needs a token with the role ${role}` },
        { hint: "Ask for a token with that role; `viewer` tells which this one has." },
      );
    return true;
  }
}
