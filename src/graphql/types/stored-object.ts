import { Ctx, Field, ObjectType } from "type-graphql";
import type * as ports from "../../service/ports.js";
import type { Context } from "../context.js";
import { isImage } from "../is-image.js";
import { Image } from "./image.js";
import { Node } from "./node.js";
import { ObjectFacts } from "./object-facts.js";

@ObjectType({ implements: Node, description: "A stored object, whatever its content is." })
export class StoredObject extends ObjectFacts {
  constructor(object: ports.ListedObject | ports.StoredObject) {
    super("StoredObject", object);
  }

  @Field(() => Image, {
    nullable: true,
    description: "The same as an image. Null: its content is none. Reads the header at first sight.",
  })
  async image(@Ctx() context: Context): Promise<Image | null> {
    return (await isImage(this.object, context)) ? new Image(this.object) : null;
  }
}
