import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Failure, isFailure } from "../../base/failure.js";
import type { Grant, Scope } from "../../service/ports.js";
import { excessOf, parseScope, parseScopes, type WrittenScope } from "../../service/rights/grant.js";
import type { Call } from "../../service/service.js";
import { type Connection, connection, connectionOf } from "../connection.js";
import type { Context } from "../context.js";
import {
  CreateAccessKeyInput,
  CreateTemporaryKeyInput,
  RevokeAccessKeyInput,
  RotateAccessKeyInput,
} from "../inputs/access-key-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { PageArguments, readPage } from "../page-arguments.js";
import { type Blame, type InputPath, refusing } from "../refused-input.js";
import { AccessKey } from "../types/access-key.js";
import {
  CreateAccessKeyPayload,
  CreateTemporaryKeyPayload,
  RevokeAccessKeyPayload,
  RotateAccessKeyPayload,
} from "../types/access-key-payloads.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";

const AccessKeyConnection = connectionOf("AccessKey", () => AccessKey);

@Resolver()
export class AccessKeyResolver {
  @NeedsRole(Role.ADMIN)
  @Query(() => AccessKeyConnection, {
    description:
      "The permanent access keys in order of their ids, ended ones included, without the one of the settings.",
  })
  async accessKeys(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { service, call }: Context,
  ): Promise<Connection<AccessKey>> {
    const { limit, after } = readPage(page);
    const { keys, next } = await service.listAccessKeys({ limit, ...(after !== undefined && { after }) }, call);
    return connection(
      keys.map((key) => new AccessKey(key)),
      { nameOf: ({ accessKeyId }) => accessKeyId, after, next },
    );
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => CreateAccessKeyPayload, {
    description: "Makes an access key for the OSS endpoint.",
  })
  createAccessKey(
    @Arg("input", () => CreateAccessKeyInput, { description: "The key to make." }) input: CreateAccessKeyInput,
    @Ctx() { service, call }: Context,
  ): Promise<CreateAccessKeyPayload> {
    return payload(async () => {
      const { label, role, expiresIn } = input;
      const scopes = readScopes(input.scopes) ?? "everywhere";
      const { key, secret } = await refusing(named, () =>
        service.createAccessKey({ label, role, scopes, ...(expiresIn != null && { expiresIn }) }, call),
      );
      return { accessKey: new AccessKey(key), secret };
    });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => RotateAccessKeyPayload, {
    description: "Makes another key with the same label and rights, and lets the old one end after an overlap.",
  })
  rotateAccessKey(
    @Arg("input", () => RotateAccessKeyInput, { description: "The key to replace." }) input: RotateAccessKeyInput,
    @Ctx() { service, call }: Context,
  ): Promise<RotateAccessKeyPayload> {
    return payload(async () => {
      const { accessKeyId, overlapSeconds } = input;
      const { key, secret, rotated } = await refusing(blaming("accessKeyId"), () =>
        service.rotateAccessKey(accessKeyId, { overlapSeconds }, call),
      );
      return { accessKey: new AccessKey(key), secret, rotated: new AccessKey(rotated) };
    });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => RevokeAccessKeyPayload, {
    description:
      "Ends a key at once and for good, with the temporary ones that were made with it: the next request is refused.",
  })
  revokeAccessKey(
    @Arg("input", () => RevokeAccessKeyInput, { description: "The key to end." }) input: RevokeAccessKeyInput,
    @Ctx() { service, call }: Context,
  ): Promise<RevokeAccessKeyPayload> {
    return payload(async () => {
      const key = await refusing(blaming("accessKeyId"), () => service.revokeAccessKey(input.accessKeyId, call));
      return { accessKey: new AccessKey(key) };
    });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => CreateTemporaryKeyPayload, {
    description:
      "Makes a key with a security token that ends by itself, for clients that are not trusted with a lasting one.",
  })
  createTemporaryKey(
    @Arg("input", () => CreateTemporaryKeyInput, { description: "The key to make." }) input: CreateTemporaryKeyInput,
    @Ctx() { service, call }: Context,
  ): Promise<CreateTemporaryKeyPayload> {
    return payload(async () => {
      const { role, durationSeconds, parentAccessKeyId: parent } = input;
      const blame = (failure: Failure) => blameScope(input.scopes, failure) ?? blaming("parentAccessKeyId")(failure);
      const { key, secret, securityToken } = await refusing(blame, async () => {
        const given = readScopes(input.scopes);
        const limit = parent == null ? undefined : await service.getAccessKey(parent, call);
        const grant = { role, scopes: given ?? limit?.scopes ?? ownScopes(call) };
        if (limit) refuseExcess(grant, limit);
        return service.createTemporaryKey({ grant, durationSeconds, ...(parent != null && { parent }) }, call);
      });
      return { accessKey: new AccessKey(key), secret, securityToken };
    });
  }
}

/** Where the caller's token counts. */
function ownScopes({ caller }: Call): Grant["scopes"] {
  return "grant" in caller ? caller.grant.scopes : "everywhere";
}

/** `undefined` where none are given. */
function readScopes(scopes: readonly WrittenScope[] | null | undefined): readonly Scope[] | undefined {
  if (scopes == null) return undefined;
  const read = (scope: WrittenScope, index: number) =>
    refusing(
      ({ code }) => ["scopes", index, code === "InvalidBucketName" ? "bucket" : "prefix"],
      () => parseScope(scope),
    );
  return refusing(["scopes"], () => parseScopes(scopes, read));
}

/** More than the parent may is the input's fault where the caller may make keys of all kinds. */
function refuseExcess(grant: Grant, limit: Grant): void {
  const path = excessOf(grant, limit);
  if (!path) return;
  const [name] = path;
  const got = name === "role" ? grant.role : "a place outside of the parent's";
  const expected = name === "role" ? `no more than the parent may: ${limit.role}` : "places where the parent counts";
  refusing(path, () => {
    throw new Failure("InvalidArgument", { name, got, expected });
  });
}

/** The place of the input that is more than the caller may give away. */
function blameScope(scopes: readonly WrittenScope[] | null | undefined, failure: Failure): InputPath | undefined {
  if (!isFailure(failure, "AccessDenied") || failure.details.bucket === undefined) return undefined;
  const { bucket, key = "" } = failure.details;
  const index = scopes?.findIndex((scope) => scope.bucket === bucket && (scope.prefix ?? "") === key) ?? -1;
  return index < 0 ? undefined : ["scopes", index];
}

/** The argument that a failure names. */
const named: Blame = ({ details }: Failure) => ("name" in details ? [String(details.name)] : undefined);

/** The argument of that name where a failure is about a key, else the one that it names. */
function blaming(keyArgument: string): Blame {
  return (failure) => {
    if (failure.code === "InvalidAccessKeyId") return [keyArgument];
    const path = named(failure);
    return path?.[0] === "id" || path?.[0] === "parent" ? [keyArgument] : path;
  };
}
