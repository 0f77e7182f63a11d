import { Ctx, Field, ObjectType } from "type-graphql";
import type { ListedObject, ObjectAcl, StoredObject } from "../../service/ports.js";
import type { Context } from "../context.js";
import { type NodeKind, writeNodeId } from "../node-id.js";
import { ByteSize, DateTime } from "../scalars.js";
import { Bucket } from "./bucket.js";
import { KeyValue, keyValues } from "./key-value.js";
import { Node } from "./node.js";
import { ObjectAcls } from "./object-acl.js";

/** What the record of an object tells, whatever its content is. No type of the schema itself: those that tell it extend it. */
@ObjectType()
export abstract class ObjectFacts extends Node {
  constructor(
    kind: Extract<NodeKind, "Image" | "StoredObject">,
    readonly object: ListedObject | StoredObject,
  ) {
    super(writeNodeId(kind, object.bucket, object.key));
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

  @Field(() => String, {
    description: "Media type that was given when it was stored; its content may be of another one.",
  })
  async contentType(@Ctx() context: Context): Promise<string> {
    return (await this.#whole(context)).contentType;
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
  async acl(@Ctx() context: Context): Promise<ObjectAcl> {
    return (await this.#whole(context)).acl;
  }

  @Field(() => [KeyValue], { description: "User metadata, names in lower case." })
  async metadata(@Ctx() context: Context): Promise<KeyValue[]> {
    return keyValues((await this.#whole(context)).metadata);
  }

  /** One that came from a listing is looked up for what that does not tell. */
  async #whole({ loaders }: Context): Promise<StoredObject> {
    return "contentType" in this.object ? this.object : loaders.object.load(this.object);
  }
}
