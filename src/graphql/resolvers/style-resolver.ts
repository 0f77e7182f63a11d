import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { maxStylesPerBucket } from "../../base/demand-room-for-style.js";
import { Failure } from "../../base/failure.js";
import { parseStyleName } from "../../base/style-name.js";
import { blameBucket } from "../blame-object.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import { type Connection, connection } from "../connection.js";
import type { Context } from "../context.js";
import { CreateStyleInput, DeleteStyleInput, RestoreStyleInput, UpdateStyleInput } from "../inputs/style-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { writeNodeId } from "../node-id.js";
import { PageArguments, readPage, ShortPageArguments } from "../page-arguments.js";
import { refusing } from "../refused-input.js";
import { CreateStylePayload, DeleteStylePayload, RestoreStylePayload, UpdateStylePayload } from "../types/payloads.js";
import { Style, StyleConnection } from "../types/style.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { createStyle } from "./create-style.js";
import { orNull } from "./or-null.js";
import { restoreStyle, updateStyle } from "./update-style.js";

@Resolver(() => Style)
export class StyleResolver {
  @NeedsRole(Role.ADMIN)
  @Query(() => Style, { nullable: true, description: "One style. Null: there is none." })
  async style(
    @Arg("name", () => String, { description: "Its name." }) name: string,
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Ctx() { service, call, defaultBucket }: Context,
  ): Promise<Style | null> {
    const bucketName = refusing(["bucket"], () => readBucket(bucket, defaultBucket));
    const styleName = refusing(["name"], () => parseStyleName(name));
    const style = await orNull(() => service.getStyle(bucketName, styleName, call));
    return style && new Style(style);
  }

  @NeedsRole(Role.ADMIN)
  @Query(() => StyleConnection, {
    description: "The styles of a bucket in name order; 50 at most.",
  })
  async styles(
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { service, call, defaultBucket }: Context,
  ): Promise<Connection<Style>> {
    const { limit, after } = readPage(page);
    const bucketName = refusing(["bucket"], () => readBucket(bucket, defaultBucket));
    const all = [...(await service.listStyles(bucketName, call))].sort((a, b) => (a.name < b.name ? -1 : 1));
    const rest = all.filter(({ name }) => after === undefined || name > after);
    const styles = rest.slice(0, limit).map((style) => new Style(style));
    const next = rest.length > limit ? styles.at(-1)?.name : undefined;
    return connection(styles, { nameOf: ({ name }) => name, after, next, totalCount: all.length });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => CreateStylePayload, {
    description: `Stores a transform under a name, at most ${maxStylesPerBucket} in a bucket.`,
  })
  createStyle(
    @Arg("input", () => CreateStyleInput, { description: "The style to make." }) input: CreateStyleInput,
    @Ctx() context: Context,
  ): Promise<CreateStylePayload> {
    return payload(() => createStyle(input, context));
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => UpdateStylePayload, {
    description:
      "Changes what a style does, or its parameters, as a new version; URLs that name it show the change at once.",
  })
  updateStyle(
    @Arg("input", () => UpdateStyleInput, { description: "What to change." }) input: UpdateStyleInput,
    @Ctx() context: Context,
  ): Promise<UpdateStylePayload> {
    return payload(() => updateStyle(input, context));
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => RestoreStylePayload, {
    description: "Makes a style what it was in one of its versions, parameters included, as a new version.",
  })
  restoreStyle(
    @Arg("input", () => RestoreStyleInput, { description: "Where to go back to." }) input: RestoreStyleInput,
    @Ctx() context: Context,
  ): Promise<RestoreStylePayload> {
    return payload(() => restoreStyle(input, context));
  }

  @FieldResolver(() => StyleConnection, {
    description:
      "What it has been, the newest first: the last hundred versions, each a Style with an id of its own. Over an object storage, what was changed there several times between two looks is one version.",
  })
  async versions(
    @Root() style: Style,
    @Args(() => ShortPageArguments) page: ShortPageArguments,
    @Ctx() { service, call }: Context,
  ): Promise<Connection<Style>> {
    const { limit, after } = readPage(page);
    const before = refusing(["after"], () => (after === undefined ? undefined : readPlace(after)));
    const { bucket, name } = style.stored;
    const all = await service.listStyleVersions(bucket, name, call);
    const rest = all.filter(({ version }) => before === undefined || version < before);
    const versions = rest.slice(0, limit).map((each) => new Style(each, { isVersion: true }));
    const next = rest.length > limit ? versions.at(-1) : undefined;
    const nameOf = ({ version }: Style) => String(version);
    return connection(versions, { nameOf, after, next: next && nameOf(next), totalCount: all.length });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => DeleteStylePayload, {
    description: "Deletes a style with its versions; URLs that name it end with it.",
  })
  deleteStyle(
    @Arg("input", () => DeleteStyleInput, { description: "The style to delete." }) input: DeleteStyleInput,
    @Ctx() { service, call, defaultBucket }: Context,
  ): Promise<DeleteStylePayload> {
    return payload(async () => {
      const bucket = refusing(["bucket"], () => readBucket(input.bucket, defaultBucket));
      const blame = (failure: Failure) => blameBucket(["bucket"])(failure) ?? ["name"];
      return refusing(blame, async () => {
        const name = parseStyleName(input.name);
        if (!(await service.deleteStyle(bucket, name, call))) throw new Failure("NoSuchStyle", { bucket, style: name });
        return { deletedStyleId: writeNodeId("Style", bucket, name) };
      });
    });
  }
}

/** Throws InvalidArgument for what no cursor of this list says. */
function readPlace(name: string): number {
  if (/^\d{1,9}$/.test(name)) return Number(name);
  throw new Failure("InvalidArgument", { name: "after", got: name, expected: "a cursor that this list gave" });
}
