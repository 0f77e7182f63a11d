import { Arg, Args, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import { parseBucketName } from "../../base/bucket-name.js";
import { Failure } from "../../base/failure.js";
import type { ToRevoke } from "../../service/urls/url-control.js";
import { type Connection, connection } from "../connection.js";
import type { Context } from "../context.js";
import { readObject } from "../inputs/read-object.js";
import {
  LiftRevocationInput,
  type RevokedUrlsInput,
  RevokeUrlsInput,
  SignedUrlFilter,
} from "../inputs/signed-url-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { PageArguments, readPage } from "../page-arguments.js";
import { type InputPath, refusing } from "../refused-input.js";
import {
  LiftRevocationPayload,
  RevokeUrlsPayload,
  SignedUrls,
  SignedUrlsConnection,
  UrlRevocation,
} from "../types/signed-urls.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";

/** What was handed out, and what is refused of it. */
@Resolver()
export class SignedUrlsResolver {
  @NeedsRole(Role.ADMIN)
  @Query(() => SignedUrlsConnection, {
    complexity: 10,
    description: "The signed URLs that this gateway handed out, the latest first: who asked, for what, until when.",
  })
  async signedUrls(
    @Arg("query", () => SignedUrlFilter, { nullable: true, description: "Default: all that have not ended." })
    query: SignedUrlFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { service, call }: Context,
  ): Promise<Connection<SignedUrls>> {
    const { limit, after } = readPage(page);
    const before = refusing(["after"], () => (after === undefined ? undefined : readPlace(after)));
    const { bucket, key, caller, ended = false } = query ?? {};
    const found = await service.listSignedUrls(
      {
        limit: limit + 1,
        ended,
        ...(bucket != null && { bucket: refusing(["query", "bucket"], () => parseBucketName(bucket)) }),
        ...(key != null && { key }),
        ...(caller != null && { caller }),
        ...(before !== undefined && { before }),
      },
      call,
    );
    const urls = found.slice(0, limit).map((signed) => new SignedUrls(signed));
    const next = found.length > limit ? urls.at(-1)?.place : undefined;
    return connection(urls, { nameOf: ({ place }) => place, after, next });
  }

  /** Ten thousand would cost more than an operation may, and nobody could ever ask for the few that there are. */
  @NeedsRole(Role.ADMIN)
  @Extensions({ entries: 1000 })
  @Query(() => [UrlRevocation], {
    complexity: 100,
    description: "What is refused now, the oldest first; at most 10000.",
  })
  async urlRevocations(@Ctx() { service, call }: Context): Promise<readonly UrlRevocation[]> {
    return (await service.listRevocations(call)).map((revocation) => new UrlRevocation(revocation));
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => RevokeUrlsPayload, {
    description:
      "Refuses signed URLs from this gateway from now on, until it is lifted or they have all ended: by URL, image or bucket whoever signed them and whenever; by caller those that were handed out until now. Refused is a bucket or image that is not there, or a caller, of which `signedUrls` knows no URL, ended ones included. What an object storage serves itself is beyond it.",
  })
  revokeUrls(
    @Arg("input", () => RevokeUrlsInput, { description: "What to refuse." }) { what, reason }: RevokeUrlsInput,
    @Ctx() context: Context,
  ): Promise<RevokeUrlsPayload> {
    return payload(async () => {
      const revoked = readRevoked(what, context);
      const revocation = await refusing(
        ({ code, details }) => places["name" in details ? String(details.name) : code],
        () => context.service.revokeUrls(revoked, reason, context.call),
      );
      return { revocation: new UrlRevocation(revocation) };
    });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => LiftRevocationPayload, { description: "Ends a revocation: what it refused holds again." })
  liftRevocation(
    @Arg("input", () => LiftRevocationInput, { description: "The revocation." }) { id }: LiftRevocationInput,
    @Ctx() { service, call }: Context,
  ): Promise<LiftRevocationPayload> {
    return payload(async () => {
      const lifted = await service.liftRevocation(id, call);
      if (lifted) return { lifted: new UrlRevocation(lifted) };
      return refusing(["id"], () => {
        throw new Failure("InvalidArgument", { name: "id", got: id, expected: "the id of a revocation in force" });
      });
    });
  }
}

/** Where in the input what the service speaks of stands. */
const places: Readonly<Record<string, InputPath>> = {
  url: ["what", "url"],
  caller: ["what", "caller"],
  NoSuchBucket: ["what", "bucket"],
  NoSuchKey: ["what", "image"],
  what: ["what"],
  reason: ["reason"],
};

/** One member is given: the schema sees to that. */
function readRevoked({ url, image, bucket, caller }: RevokedUrlsInput, context: Context): ToRevoke {
  if (image != null) return { kind: "object", ...readObject(image, ["what", "image"], context) };
  if (bucket != null) return { kind: "bucket", bucket: refusing(["what", "bucket"], () => parseBucketName(bucket)) };
  return caller != null ? { kind: "caller", caller } : { kind: "url", url: url ?? "" };
}

/** Throws InvalidArgument for what no cursor of this list says. */
function readPlace(name: string): number {
  if (/^\d{1,15}$/.test(name)) return Number(name);
  throw new Failure("InvalidArgument", { name: "after", got: name, expected: "a cursor that this list gave" });
}
