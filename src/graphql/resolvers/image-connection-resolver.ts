import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { ImageSelection } from "../../service/ports.js";
import type { Context } from "../context.js";
import { ImageConnection } from "../types/image.js";

/** What a page of images knows beside its entries. */
export interface ImagesPage {
  /** What can be counted. */
  readonly selection?: ImageSelection;
  /** Absent: everything was looked at on the way. */
  readonly isComplete?: boolean;
}

/** What is told of a list of images as a whole. */
@Resolver(() => ImageConnection)
export class ImageConnectionResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    complexity: 20,
    description:
      "Images in the whole list, of those that have been looked at. Null where counting is not cheap: for callers who see there only what ACLs make public, for `derived`, and where the bucket is not indexed.",
  })
  async totalCount(@Root() { selection }: ImagesPage, @Ctx() { service, call }: Context): Promise<number | undefined> {
    return selection && service.countImages(selection, call);
  }

  @FieldResolver(() => Boolean, {
    description:
      "False: there are objects of which nobody knows yet whether they belong into the list. Each page looks at up to 200 of them, 16 of which count as one of `renders` in the caller's quota, so asking again brings it nearer.",
  })
  isComplete(@Root() { isComplete }: ImagesPage): boolean {
    return isComplete ?? true;
  }
}
