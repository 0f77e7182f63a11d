import { Ctx, Field, ObjectType, registerEnumType } from "type-graphql";
import type { BucketName } from "../../base/bucket-name.js";
import type { BucketAcl, StyleSeparator } from "../../service/ports.js";
import type { Context } from "../context.js";
import { NeedsRole } from "../needs-role.js";
import { writeNodeId } from "../node-id.js";
import { DateTime } from "../scalars.js";
import { BucketCors } from "./bucket-cors.js";
import { FallbackImage, SourceProtectionRule, StyleSeparators } from "./bucket-policy.js";
import { Node } from "./node.js";
import { Role } from "./viewer.js";

export const BucketAcls = {
  PRIVATE: "private",
  PUBLIC_READ: "public-read",
  PUBLIC_READ_WRITE: "public-read-write",
} as const satisfies Record<string, BucketAcl>;

registerEnumType(BucketAcls, {
  name: "BucketAcl",
  description: "What callers without a signature may do with the objects of a bucket.",
  valuesConfig: {
    PRIVATE: { description: "Nothing." },
    PUBLIC_READ: { description: "List and read them." },
    PUBLIC_READ_WRITE: { description: "List, read, write and delete them." },
  },
});

@ObjectType({ implements: Node, description: "A container of objects and styles." })
export class Bucket extends Node {
  constructor(private readonly bucketName: BucketName) {
    super(writeNodeId("Bucket", bucketName));
  }

  @Field(() => String, { description: "3..63 of a-z 0-9 -." })
  get name(): string {
    return this.bucketName;
  }

  @NeedsRole(Role.ADMIN)
  @Field(() => BucketAcls, {
    nullable: true,
  })
  async acl(@Ctx() { loaders }: Context): Promise<BucketAcl> {
    return (await loaders.bucket.load(this.bucketName)).acl;
  }

  @NeedsRole(Role.ADMIN)
  @Field(() => [StyleSeparators], {
    nullable: true,
    description: "Separators that are in force between an object's name and a style's.",
  })
  async styleSeparators(@Ctx() { loaders }: Context): Promise<readonly StyleSeparator[]> {
    return (await loaders.bucket.load(this.bucketName)).styleSeparators;
  }

  @NeedsRole(Role.ADMIN)
  @Field(() => [SourceProtectionRule], {
    nullable: true,
    description: "An object that meets any of these is shown to callers without a signature only through a style.",
  })
  async sourceProtection(@Ctx() { loaders }: Context): Promise<readonly SourceProtectionRule[]> {
    const { sourceProtection } = await loaders.bucket.load(this.bucketName);
    return sourceProtection.map((rule) => new SourceProtectionRule(rule));
  }

  @NeedsRole(Role.ADMIN)
  @Field(() => BucketCors, {
    nullable: true,
    description: "What it says to pages of other origins. Null: that they may not use it.",
  })
  async cors(@Ctx() { loaders }: Context): Promise<BucketCors | undefined> {
    const { cors } = await loaders.bucket.load(this.bucketName);
    return cors && new BucketCors(cors);
  }

  @NeedsRole(Role.ADMIN)
  @Field(() => FallbackImage, {
    nullable: true,
    description:
      "What is shown where a URL asks for what a transform makes of an image that is not there. Null: an error.",
  })
  async fallbackImage(@Ctx() { loaders }: Context): Promise<FallbackImage | undefined> {
    const { fallbackImage } = await loaders.bucket.load(this.bucketName);
    return fallbackImage === undefined ? undefined : new FallbackImage(fallbackImage);
  }

  @NeedsRole(Role.VIEWER)
  @Field(() => Boolean, {
    nullable: true,
    description:
      "`images` finds by `query` and `orderBy` in all of the bucket: always with the embedded store, with an object storage once `imgraph index` has been through it.",
  })
  async isIndexed(@Ctx() { service, call }: Context): Promise<boolean> {
    const places = await service.indexedPlaces(this.bucketName, call);
    return places.some(({ prefix }) => prefix === "");
  }

  @NeedsRole(Role.VIEWER)
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When `imgraph index` last began to go through the whole bucket: what was changed before then, past this gateway too, is known. Null: it has not, or the embedded store needs none.",
  })
  async indexedAt(@Ctx() { service, call }: Context): Promise<number | undefined> {
    const places = await service.indexedPlaces(this.bucketName, call);
    return places.find(({ prefix }) => prefix === "")?.indexedAt;
  }

  @NeedsRole(Role.ADMIN)
  @Field(() => DateTime, {
    nullable: true,
  })
  async createdAt(@Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.bucket.load(this.bucketName)).createdAt;
  }
}
