import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { type BucketName, parseBucketName } from "../../base/bucket-name.js";
import { type ObjectKey, parseObjectKey } from "../../base/object-key.js";
import type { ObjectRef } from "../../service/ports.js";
import { type Connection, connection } from "../connection.js";
import type { Context } from "../context.js";
import { SetFocalPointInput, SetImageNotesInput } from "../inputs/notes-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { readPage, ShortPageArguments } from "../page-arguments.js";
import { refusing } from "../refused-input.js";
import { FocalPoint } from "../types/focal-point.js";
import { Image, ImageConnection } from "../types/image.js";
import { ImagePayload } from "../types/image-payloads.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { setNotes } from "./set-notes.js";

/** What people say of an image, and what was saved from it: kept under its name, wherever its bytes are. */
@Resolver(() => Image)
export class ImageNotesResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "What it shows, for those who do not see it; null where nobody said so.",
  })
  async alt(@Root() image: Image, @Ctx() { loaders }: Context): Promise<string | undefined> {
    return (await loaders.notes.load(image.at))?.alt;
  }

  @FieldResolver(() => String, { nullable: true, description: "Its title; null where it was given none." })
  async title(@Root() image: Image, @Ctx() { loaders }: Context): Promise<string | undefined> {
    return (await loaders.notes.load(image.at))?.title;
  }

  @FieldResolver(() => [String], { description: "Its tags, in the order they were given; none at first." })
  async tags(@Root() image: Image, @Ctx() { loaders }: Context): Promise<readonly string[]> {
    return (await loaders.notes.load(image.at))?.tags ?? [];
  }

  @FieldResolver(() => FocalPoint, {
    nullable: true,
    description: "What crops keep in view that are not told otherwise; null where nobody set it.",
  })
  async focalPoint(@Root() image: Image, @Ctx() { loaders }: Context): Promise<FocalPoint | undefined> {
    return (await loaders.notes.load(image.at))?.focalPoint;
  }

  @FieldResolver(() => ImageConnection, {
    complexity: 10,
    description:
      "What was saved from it and is still what was saved, in order of bucket and key; without what the caller may not see, so a page may hold fewer than `first` while `hasNextPage` is true.",
  })
  async derived(
    @Root() image: Image,
    @Args(() => ShortPageArguments) page: ShortPageArguments,
    @Ctx() { service, call }: Context,
  ): Promise<Connection<Image>> {
    const { limit, after: name } = readPage(page);
    const from = refusing(["after"], () => (name === undefined ? undefined : readName(name)));
    const { objects, next } = await service.listDerived(image.at, { limit, ...(from && { after: from }) }, call);
    return connection(
      objects.map((object) => new Image(object)),
      { nameOf: ({ at }) => writeName(at), after: name, next: next && writeName(next) },
    );
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => ImagePayload, {
    description:
      "Says what an image's crops keep in view: `focalCrop` without a point, `smartCrop` without a strategy, and `simple` with focus FOCAL_POINT.",
  })
  setFocalPoint(
    @Arg("input", () => SetFocalPointInput, { description: "The image and the point." }) input: SetFocalPointInput,
    @Ctx() context: Context,
  ): Promise<ImagePayload> {
    return payload(() => setNotes(input.image, { focalPoint: input.focalPoint ?? null }, context));
  }

  @NeedsRole(Role.EDITOR)
  @Mutation(() => ImagePayload, {
    description: "Says what an image shows: alternative text, title, tags.",
  })
  setImageNotes(
    @Arg("input", () => SetImageNotesInput, { description: "The image, and what to say of it." })
    { image, alt, title, tags }: SetImageNotesInput,
    @Ctx() context: Context,
  ): Promise<ImagePayload> {
    const change = {
      ...(alt !== undefined && { alt }),
      ...(title !== undefined && { title }),
      ...(tags !== undefined && { tags }),
    };
    return payload(() => setNotes(image, change, context));
  }
}

/** A key may hold slashes; a bucket's name cannot. */
function writeName({ bucket, key }: ObjectRef): string {
  return `${bucket}/${key}`;
}

/** Throws InvalidBucketName, InvalidObjectName for what no cursor of this list says. */
function readName(name: string): { bucket: BucketName; key: ObjectKey } {
  const slash = name.indexOf("/");
  return { bucket: parseBucketName(name.slice(0, slash)), key: parseObjectKey(name.slice(slash + 1)) };
}
