import { Field, ObjectType } from "type-graphql";
import { parseProcess } from "../../pipeline/index.js";
import type { Style as StoredStyle } from "../../service/ports.js";
import { writeNodeId } from "../node-id.js";
import { DateTime } from "../scalars.js";
import { Bucket } from "./bucket.js";
import { Node } from "./node.js";
import { StageUnion, type StepsStage, type StyleStage, stageValues } from "./stage.js";

@ObjectType({ implements: Node, description: "A process string under a name, kept with a bucket." })
export class Style extends Node {
  constructor(private readonly style: StoredStyle) {
    super(writeNodeId("Style", style.bucket, style.name));
  }

  @Field(() => Bucket, { description: "Where it is." })
  get bucket(): Bucket {
    return new Bucket(this.style.bucket);
  }

  @Field(() => String, { description: "1..63 of A-Z a-z 0-9 _ . -" })
  get name(): string {
    return this.style.name;
  }

  @Field(() => String, { description: "The process string as it was stored." })
  get process(): string {
    return this.style.content;
  }

  @Field(() => [StageUnion], {
    nullable: true,
    description:
      "The same in canonical form, typed. Null with an error when it was stored over the OSS endpoint, which checks little, and does not parse.",
  })
  get stages(): (StepsStage | StyleStage)[] {
    return stageValues(parseProcess(this.style.content).pipeline);
  }

  @Field(() => DateTime, { description: "When the name was first stored." })
  get createdAt(): number {
    return this.style.createdAt;
  }

  @Field(() => DateTime, { description: "When it last changed." })
  get updatedAt(): number {
    return this.style.updatedAt;
  }
}
