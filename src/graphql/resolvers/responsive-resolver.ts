import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Context } from "../context.js";
import { ResponsiveArguments, readResponsive } from "../inputs/responsive-arguments.js";
import { readingCall } from "../reading-call.js";
import { Image } from "../types/image.js";
import { ResponsiveImage } from "../types/responsive-image.js";
import { responsiveCandidates } from "./responsive-candidates.js";

/** A picture in the sizes that screens want. */
@Resolver(() => Image)
export class ResponsiveResolver {
  @FieldResolver(() => ResponsiveImage, {
    nullable: true,
    complexity: 10,
    description:
      "The image in several sizes for `<img srcset>` and `<picture>`. Costs no pixel. Null with an error when the transform cannot be carried out.",
  })
  async responsive(
    @Root() { object }: Image,
    @Args(() => ResponsiveArguments) args: ResponsiveArguments,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ResponsiveImage> {
    const wish = readResponsive(args);
    const candidates = await responsiveCandidates(object, wish, { ...context, call: readingCall(context, info) });
    return new ResponsiveImage(object, candidates, wish.formats);
  }
}
