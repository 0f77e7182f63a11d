import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Failure } from "../../base/failure.js";
import { parseStyleName } from "../../base/style-name.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import { type Connection, connection, connectionOf } from "../connection.js";
import type { Context } from "../context.js";
import { CreateStyleInput, DeleteStyleInput } from "../inputs/style-inputs.js";
import { NeedsRole } from "../needs-role.js";
import { writeNodeId } from "../node-id.js";
import { PageArguments, readPage } from "../page-arguments.js";
import { refusing } from "../refused-input.js";
import { CreateStylePayload, DeleteStylePayload } from "../types/payloads.js";
import { Style } from "../types/style.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { createStyle } from "./create-style.js";
import { orNull } from "./find-image.js";

const StyleConnection = connectionOf("Style", () => Style, { counted: true });

@Resolver()
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
  @Mutation(() => CreateStylePayload, { description: "Stores a transform under a name." })
  createStyle(
    @Arg("input", () => CreateStyleInput, { description: "The style to make." }) input: CreateStyleInput,
    @Ctx() context: Context,
  ): Promise<CreateStylePayload> {
    return payload(() => createStyle(input, context));
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => DeleteStylePayload, {
    description: "Deletes a style; URLs that name it end with it.",
  })
  deleteStyle(
    @Arg("input", () => DeleteStyleInput, { description: "The style to delete." }) input: DeleteStyleInput,
    @Ctx() { service, call, defaultBucket }: Context,
  ): Promise<DeleteStylePayload> {
    return payload(async () => {
      const bucket = refusing(["bucket"], () => readBucket(input.bucket, defaultBucket));
      return refusing(["name"], async () => {
        const name = parseStyleName(input.name);
        if (!(await service.deleteStyle(bucket, name, call))) throw new Failure("NoSuchStyle", { bucket, style: name });
        return { deletedStyleId: writeNodeId("Style", bucket, name) };
      });
    });
  }
}
