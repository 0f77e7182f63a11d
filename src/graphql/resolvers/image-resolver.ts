import { Arg, Args, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import type { ImageSelection } from "../../service/ports.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import type { Connection } from "../connection.js";
import type { Context } from "../context.js";
import { ImageFilter, readFilter } from "../inputs/image-filter.js";
import { ImageOrder, readOrder } from "../inputs/image-order.js";
import { SaveImageInput } from "../inputs/save-image-input.js";
import { NeedsRole } from "../needs-role.js";
import { PageArguments, readPage, readPageSize } from "../page-arguments.js";
import { only, refusing } from "../refused-input.js";
import { Image, ImageConnection } from "../types/image.js";
import { SaveImagePayload } from "../types/payloads.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { findImage } from "./find-image.js";
import type { ImagesPage } from "./image-connection-resolver.js";
import { listImages } from "./list-images.js";
import { saveImage } from "./save-image.js";
import { searchImages } from "./search-images.js";

@Resolver()
export class ImageResolver {
  @Query(() => Image, {
    nullable: true,
    description: "One image. Null: no such object, not an image, or not the caller's to read.",
  })
  image(
    @Arg("key", () => String, { description: "Its name within the bucket." }) key: string,
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Image | null> {
    const name = refusing(["bucket"], () => readBucket(bucket, context.defaultBucket));
    return refusing(only("InvalidObjectName", ["key"]), () => findImage(name, key, context));
  }

  @Query(() => ImageConnection, {
    complexity: 20,
    description:
      "The images of a bucket by content, not by name, in key order unless `orderBy` says otherwise. A page may hold fewer than `first` while `hasNextPage` is true: what is not the caller's to see is passed over, at most 1000 objects are looked at for one page, and at most 200 files are opened that nobody has looked at yet.",
  })
  async images(
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("prefix", () => String, { nullable: true, description: "Only keys that start with it." }) prefix:
      | string
      | null
      | undefined,
    @Arg("delimiter", () => String, {
      nullable: true,
      description: "Only keys without it behind the prefix: with `/`, one folder.",
    })
    delimiter: string | null | undefined,
    @Arg("query", () => ImageFilter, {
      nullable: true,
      description: "What they must be like. Default: any. Where the bucket is indexed.",
    })
    filter: ImageFilter | null | undefined,
    @Arg("orderBy", () => ImageOrder, {
      nullable: true,
      description: "Their order. Default: by key. Where the bucket is indexed.",
    })
    orderBy: ImageOrder | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Connection<Image> & ImagesPage> {
    const query = {
      bucket: refusing(["bucket"], () => readBucket(bucket, context.defaultBucket)),
      prefix: prefix ?? undefined,
      delimiter: delimiter ?? undefined,
      first: readPageSize(page.first),
    };
    const conditions = readFilter(filter, ["query"]);
    const selection: ImageSelection = {
      bucket: query.bucket,
      ...(prefix && { prefix }),
      ...(delimiter && { delimiter }),
      filter: conditions,
    };
    if (filter == null && orderBy == null) {
      const { after } = readPage(page);
      return { ...(await listImages({ ...query, after }, context)), selection };
    }
    const search = { ...query, filter: conditions, order: readOrder(orderBy), after: page.after };
    const blame = only("NotIndexed", [filter == null ? "orderBy" : "query"]);
    return { ...(await refusing(blame, () => searchImages(search, context))), selection };
  }

  @NeedsRole(Role.EDITOR)
  @Extensions({ renders: 1 })
  @Mutation(() => SaveImagePayload, {
    description: "Renders a transform and stores the result as an object.",
  })
  async saveImage(
    @Arg("input", () => SaveImageInput, { description: "What to save, and where." }) input: SaveImageInput,
    @Ctx() context: Context,
  ): Promise<SaveImagePayload> {
    const saved = await payload(() => saveImage(input, context));
    return { written: false, ...saved };
  }
}
