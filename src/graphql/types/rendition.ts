import { Ctx, Extensions, Field, Int, ObjectType } from "type-graphql";
import { type Format, stilledWarnings } from "../../pipeline/index.js";
import type { Preparation } from "../../service/service.js";
import type { Context } from "../context.js";
import type { Transform } from "../inputs/read-transform.js";
import { DateTime, Url } from "../scalars.js";
import { ImageFormat } from "./image-format.js";
import { ImageInfo } from "./image-info.js";
import { Plan, planValue } from "./plan.js";
import { StageUnion, type StepsStage, type StyleStage, stageValues } from "./stage.js";
import { Warning } from "./warning.js";

@ObjectType({
  description:
    "The result of a transform, known exactly before anything is rendered: all of this is arithmetic on the header. A transform that goes by what is seen in the picture (smart crop, trim) has it looked at once.",
})
export class Rendition {
  constructor(
    readonly preparation: Preparation,
    private readonly signed: { readonly url: string; readonly expiresAt: number },
    private readonly transform: Transform,
  ) {}

  @Field(() => Url, { description: "A signed URL; the result is rendered when it is first fetched." })
  get url(): string {
    return this.signed.url;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "When the signature ends. It is rounded up, so that equal requests get equal URLs for a while.",
  })
  get expiresAt(): number {
    return this.signed.expiresAt * 1000;
  }

  @Field(() => Int, { description: "Width of the result, px." })
  get width(): number {
    return this.preparation.explanation.plan.out.width;
  }

  @Field(() => Int, { description: "Height of the result, px." })
  get height(): number {
    return this.preparation.explanation.plan.out.height;
  }

  @Field(() => Int, { description: "Number of frames of the result; 1 for a still image." })
  get frames(): number {
    return this.preparation.explanation.plan.out.frames;
  }

  @Field(() => ImageFormat, {
    description: "Format of the result; where it is negotiated, what a browser that takes AVIF and WebP gets.",
  })
  get format(): Format {
    return this.preparation.explanation.plan.out.format;
  }

  @Field(() => Boolean, {
    description:
      "The format goes by the Accept header of whoever fetches the URL. Sizes are the same for all; frames, format, plan and media type are told for a browser that takes AVIF and WebP.",
  })
  get isNegotiated(): boolean {
    return this.preparation.isNegotiated;
  }

  @Field(() => String, { description: "Media type of the result, likewise." })
  get contentType(): string {
    return this.preparation.explanation.plan.out.contentType;
  }

  @Field(() => String, { description: "The canonical process string, as it is in the URL." })
  get process(): string {
    return this.preparation.canonical;
  }

  @Field(() => [StageUnion], { description: "The canonical pipeline, typed." })
  get stages(): (StepsStage | StyleStage)[] {
    return stageValues(this.preparation.pipeline);
  }

  @Field(() => Plan, { description: "How it would be made, and at what cost." })
  async plan(@Ctx() { service }: Context): Promise<Plan> {
    const cache = await service.cacheState(this.preparation);
    return planValue(this.preparation.explanation, cache);
  }

  @Extensions({ renders: 1 })
  @Field(() => ImageInfo, {
    nullable: true,
    complexity: 10,
    description:
      "What the result's own header says, its size in bytes above all. This renders it, unless it is kept from before. Null with an error where that fails.",
  })
  async info(@Ctx() { service, call }: Context): Promise<ImageInfo> {
    const { object, explanation, canonical } = this.preparation;
    const result = await service.render(this.preparation, call);
    await result.release();
    if (result.kind !== "image") throw new TypeError("the result of steps is an image");
    const { format, width, height, frames, byteSize } = result;
    const { out, stages } = explanation.plan;
    const encode = stages.at(-1)?.encode;
    const isTold = encode?.format === "jpg" && encode.quality !== undefined && encode.maxBytes === undefined;
    const quality = isTold ? { quality: encode.quality } : {};
    const header = { format, width, height, frames, byteSize, alpha: out.alpha, orientation: 1, ...quality } as const;
    return new ImageInfo(header, { object, process: canonical });
  }

  @Field(() => [Warning], {
    description: "Items that the grammar ignores, and an animation that becomes a still picture.",
  })
  get warnings(): readonly Warning[] {
    return [...this.transform.warnings, ...stilledWarnings(this.preparation.explanation.plan)];
  }
}
