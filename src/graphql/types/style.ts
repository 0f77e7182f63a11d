import { Field, Int, ObjectType } from "type-graphql";
import { parseProcess } from "../../pipeline/index.js";
import type { Style as StoredStyle } from "../../service/ports.js";
import { parametersOf } from "../../service/styles/parameters-of.js";
import { connectionOf } from "../connection.js";
import { writeNodeId } from "../node-id.js";
import { DateTime } from "../scalars.js";
import { Bucket } from "./bucket.js";
import { Node } from "./node.js";
import { StageUnion, type StepsStage, type StyleStage, stageValues } from "./stage.js";
import { StyleParameter } from "./style-parameter.js";

@ObjectType({ implements: Node, description: "A process string under a name, kept with a bucket." })
export class Style extends Node {
  /** The id of a style is its name's, whatever it says; that of a version is one of its own. */
  constructor(
    private readonly style: StoredStyle,
    { isVersion = false } = {},
  ) {
    const { bucket, name, version } = style;
    super(isVersion ? writeNodeId("StyleVersion", bucket, name, String(version)) : writeNodeId("Style", bucket, name));
  }

  get stored(): StoredStyle {
    return this.style;
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

  @Field(() => [StyleParameter], {
    description:
      "Values that whoever uses the style may choose: `style/NAME,PARAMETER_VALUE`, or `styleWith`. Those whose arguments the process string does not have are left out.",
  })
  get parameters(): readonly StyleParameter[] {
    return parametersOf(this.style).map((declared) => new StyleParameter(declared));
  }

  @Field(() => Int, { description: "Counts its changes, from 1." })
  get version(): number {
    return this.style.version;
  }

  @Field(() => String, {
    nullable: true,
    description:
      "Who made this version, named as in `signedUrls`. Null: it was there before versions were kept, or was made in the object storage by somebody else.",
  })
  get changedBy(): string | undefined {
    return this.style.changedBy;
  }

  @Field(() => DateTime, { description: "When the name was first stored." })
  get createdAt(): number {
    return this.style.createdAt;
  }

  @Field(() => DateTime, { description: "When it was last stored; of an older version, when that was made." })
  get updatedAt(): number {
    return this.style.updatedAt;
  }
}

export const StyleConnection = connectionOf("Style", () => Style, { counted: true });
