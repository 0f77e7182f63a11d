import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from "type-graphql";
import type { ObjectChange } from "../../service/ports.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { refusing } from "../refused-input.js";
import { Image } from "../types/image.js";
import { ImageEvent } from "../types/image-event.js";
import { findImage } from "./find-image.js";

/** The arguments of `imageChanged`, as the subscription itself gets them. */
interface Watched {
  readonly bucket?: string | null;
  readonly prefix?: string | null;
}

@Resolver(() => ImageEvent)
export class ImageEventsResolver {
  @Subscription(() => ImageEvent, {
    description:
      "What this gateway does to the objects of a bucket from now on, for who may list them; nothing of what happened before. A client that reads too slowly is told SUBSCRIBER_TOO_SLOW, and the subscription ends.",
    subscribe: ({ args, context }: { args: Watched; context: Context }) => watch(args, context),
  })
  imageChanged(
    @Root() change: ObjectChange,
    // The arguments were read when the subscription began; they stand here for the schema.
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) _bucket: string | null | undefined,
    @Arg("prefix", () => String, {
      nullable: true,
      description: "How the keys begin. Default: every key. The slash is a character like any other.",
    })
    _prefix: string | null | undefined,
  ): ImageEvent {
    return new ImageEvent(change);
  }

  @FieldResolver(() => Image, {
    nullable: true,
    description:
      "The image as it is when the event is told. Null: it is gone, it is no image, or the caller may not see it.",
  })
  image(@Root() { change }: ImageEvent, @Ctx() context: Context): Promise<Image | null> {
    return findImage(change.bucket, change.key, context);
  }
}

async function watch(
  { bucket, prefix }: Watched,
  { service, call, defaultBucket }: Context,
): Promise<AsyncIterable<ObjectChange>> {
  const name = refusing(["bucket"], () => readBucket(bucket, defaultBucket));
  return refusing(["bucket"], () => service.watchObjects({ bucket: name, ...(prefix && { prefix }) }, call));
}
