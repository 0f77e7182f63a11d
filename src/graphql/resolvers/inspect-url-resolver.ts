import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";
import { NeedsRole } from "../needs-role.js";
import { only, refusing } from "../refused-input.js";
import { Url } from "../scalars.js";
import { UrlInspection } from "../types/url-inspection.js";
import { Role } from "../types/viewer.js";

/** What a URL is good for. */
@Resolver()
export class InspectUrlResolver {
  @NeedsRole(Role.ADMIN)
  @Query(() => UrlInspection, {
    complexity: 20,
    description:
      "Reads a URL as who serves it would, and tells what it is good for, who signed it and for whom. Nothing is fetched.",
  })
  async inspectUrl(
    @Arg("url", () => Url, {
      description:
        "The URL, signed or not, of this gateway or of the object storage behind it, exactly as it is. At most 16384 characters.",
    })
    url: string,
    @Ctx() { service, call }: Context,
  ): Promise<UrlInspection> {
    const blame = only("InvalidArgument", ["url"]);
    return new UrlInspection(await refusing(blame, () => service.inspectUrl(url, call)));
  }
}
