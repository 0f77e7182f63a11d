import { Arg, Ctx, Extensions, Int, Mutation, Query, Resolver } from "type-graphql";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import { type Connection, readCursor, readFirst } from "../connection.js";
import type { Context } from "../context.js";
import { SaveImageInput } from "../inputs/save-image-input.js";
import { NeedsRole } from "../needs-role.js";
import { only, refusing } from "../refused-input.js";
import { Image, ImageConnection } from "../types/image.js";
import { SaveImagePayload } from "../types/payloads.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { findImage } from "./find-image.js";
import { listImages } from "./list-images.js";
import { saveImage } from "./save-image.js";

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
      "The images of a bucket in key order, by content, not by name. A page may hold fewer than `first` while `hasNextPage` is true: at most 1000 objects are looked at for one page, and at most 200 files are opened that nobody has looked at yet.",
  })
  images(
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
    @Arg("first", () => Int, { defaultValue: 50, description: "Size of the page. Range: 1..100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "A cursor: the page starts behind it." }) after:
      | string
      | null
      | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<Image>> {
    const query = {
      bucket: refusing(["bucket"], () => readBucket(bucket, context.defaultBucket)),
      prefix: prefix ?? undefined,
      delimiter: delimiter ?? undefined,
      first: refusing(["first"], () => readFirst(first)),
      after: refusing(["after"], () => (after == null ? undefined : readCursor(after))),
    };
    return listImages(query, context);
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
