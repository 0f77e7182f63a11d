import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { parseBucketName } from "../../base/bucket-name.js";
import { type Connection, connection, connectionOf } from "../connection.js";
import type { Context } from "../context.js";
import { CreateBucketInput } from "../inputs/create-bucket-input.js";
import { UpdateBucketInput } from "../inputs/update-bucket-input.js";
import { NeedsRole } from "../needs-role.js";
import { PageArguments, readPage } from "../page-arguments.js";
import { refusing } from "../refused-input.js";
import { Bucket } from "../types/bucket.js";
import { CreateBucketPayload, UpdateBucketPayload } from "../types/payloads.js";
import { payload } from "../types/user-error.js";
import { Role } from "../types/viewer.js";
import { orNull } from "./or-null.js";
import { updateBucket } from "./update-bucket.js";

const BucketConnection = connectionOf("Bucket", () => Bucket);

@Resolver()
export class BucketResolver {
  @NeedsRole(Role.ADMIN)
  @Query(() => Bucket, { nullable: true, description: "One bucket. Null: there is none." })
  async bucket(
    @Arg("name", () => String, { description: "Its name." }) name: string,
    @Ctx() { service, call }: Context,
  ): Promise<Bucket | null> {
    const bucketName = refusing(["name"], () => parseBucketName(name));
    const bucket = await orNull(() => service.getBucket(bucketName, call));
    return bucket && new Bucket(bucket.name);
  }

  @NeedsRole(Role.VIEWER)
  @Query(() => BucketConnection, { description: "The buckets where the caller's token counts, in name order." })
  async buckets(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { service, call }: Context,
  ): Promise<Connection<Bucket>> {
    const { limit, after } = readPage(page);
    const { buckets, next } = await service.listBuckets({ limit, ...(after !== undefined && { after }) }, call);
    return connection(
      buckets.map((bucket) => new Bucket(bucket.name)),
      { nameOf: (bucket) => bucket.name, after, next },
    );
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => CreateBucketPayload, {
    description: "Makes a bucket; one that is there already stays as it is, but for an ACL that is given.",
  })
  createBucket(
    @Arg("input", () => CreateBucketInput, { description: "The bucket to make." }) { name, acl }: CreateBucketInput,
    @Ctx() { service, call }: Context,
  ): Promise<CreateBucketPayload> {
    return payload(async () => {
      const bucket = await refusing(["name"], () =>
        service.createBucket(parseBucketName(name), acl ?? undefined, call),
      );
      return { bucket: new Bucket(bucket.name) };
    });
  }

  @NeedsRole(Role.ADMIN)
  @Mutation(() => UpdateBucketPayload, {
    description: "Changes what is given of a bucket's policy, all at once.",
  })
  updateBucket(
    @Arg("input", () => UpdateBucketInput, { description: "What to change." }) input: UpdateBucketInput,
    @Ctx() context: Context,
  ): Promise<UpdateBucketPayload> {
    return payload(() => updateBucket(input, context));
  }
}
