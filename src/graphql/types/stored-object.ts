import { Ctx, Field, ObjectType } from "type-graphql";
import type * as ports from "../../service/ports.js";
import type { Context } from "../context.js";
import { isImage } from "../is-image.js";
import { writeNodeId } from "../node-id.js";
import { ByteSize, DateTime } from "../scalars.js";
import { Bucket } from "./bucket.js";
import { Image, ObjectAcls } from "./image.js";
import { KeyValue, keyValues } from "./key-value.js";
import { Node } from "./node.js";

@ObjectType({ implements: Node, description: "A stored object, whatever its content is." })
export class StoredObject extends Node {
  constructor(private readonly object: ports.ListedObject | ports.StoredObject) {
    super(writeNodeId("StoredObject", object.bucket, object.key));
  }

  @Field(() => Bucket, { description: "Where it is." })
  get bucket(): Bucket {
    return new Bucket(this.object.bucket);
  }

  @Field(() => String, { description: "Its name within the bucket, 1..1023 bytes." })
  get key(): string {
    return this.object.key;
  }

  @Field(() => ByteSize, { description: "Size of the stored file." })
  get byteSize(): number {
    return this.object.byteSize;
  }

  @Field(() => String, { description: "Media type that was given when it was stored." })
  async contentType(@Ctx() context: Context): Promise<string> {
    return (await this.whole(context)).contentType;
  }

  @Field(() => String, { description: "Changes with the content; without quotes." })
  get etag(): string {
    return this.object.etag;
  }

  @Field(() => DateTime, { description: "When this version was stored." })
  get lastModified(): number {
    return this.object.lastModified;
  }

  @Field(() => ObjectAcls, { description: "The ACL of its own." })
  async acl(@Ctx() context: Context): Promise<ports.ObjectAcl> {
    return (await this.whole(context)).acl;
  }

  @Field(() => [KeyValue], { description: "User metadata, names in lower case." })
  async metadata(@Ctx() context: Context): Promise<KeyValue[]> {
    return keyValues((await this.whole(context)).metadata);
  }

  @Field(() => Image, {
    nullable: true,
    description: "The same as an image. Null: its content is none. Reads the header at first sight.",
  })
  async image(@Ctx() context: Context): Promise<Image | null> {
    return (await isImage(this.object, context)) ? new Image(this.object) : null;
  }

  /** One that came from a listing is looked up for what that does not tell. */
  private async whole({ loaders }: Context): Promise<ports.StoredObject> {
    return "contentType" in this.object ? this.object : loaders.object.load(this.object);
  }
}
