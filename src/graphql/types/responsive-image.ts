import { Ctx, Extensions, Field, Float, Int, ObjectType } from "type-graphql";
import { type Format, formatFacts } from "../../pipeline/index.js";
import type { ListedObject } from "../../service/ports.js";
import type { Context } from "../context.js";
import type { Candidate, Candidates } from "../resolvers/responsive-candidates.js";
import { HexColor, Url } from "../scalars.js";

@ObjectType({ description: "The candidates of one format: a `<source>` of HTML." })
export class ResponsiveSource {
  constructor(
    private readonly format: Format,
    private readonly candidates: Candidates,
  ) {}

  @Field(() => String, { description: "Media type of the candidates: `image/avif`." })
  get type(): string {
    return formatFacts[this.format].contentType;
  }

  @Field(() => String, { description: "Signed URLs with their widths, or densities, as in HTML." })
  async srcSet(): Promise<string> {
    return srcSetOf(await this.candidates.all(this.format));
  }

  @Field(() => String, {
    nullable: true,
    description: "How wide the picture is shown, as in HTML; null with `densities`.",
  })
  get sizes(): string | undefined {
    return this.candidates.sizes;
  }
}

@ObjectType({
  description:
    "A picture in several sizes, and in several formats if asked for, under the names that DatoCMS gives them: its components take it as it is. All of it is arithmetic but for `base64`, `bgColor` and `thumbhash`, for which the picture is looked at once.",
})
export class ResponsiveImage {
  constructor(
    private readonly object: ListedObject,
    private readonly candidates: Candidates,
    private readonly formats: readonly Format[],
  ) {}

  @Field(() => Url, {
    description:
      "A signed URL for browsers that know no `srcset`: the largest candidate, with `densities` the one for density 1.",
  })
  get src(): string {
    return this.candidates.main.url;
  }

  @Field(() => String, {
    complexity: 20,
    description: "Signed URLs with their widths, or densities, as in HTML, in the transform's own format.",
  })
  async srcSet(): Promise<string> {
    return srcSetOf(await this.candidates.all());
  }

  @Field(() => [ResponsiveSource], {
    complexity: 40,
    description: "The same in each of `formats`, in that order; put the best one first.",
  })
  get sources(): readonly ResponsiveSource[] {
    return this.formats.map((format) => new ResponsiveSource(format, this.candidates));
  }

  @Field(() => String, {
    nullable: true,
    description:
      "How wide the picture is shown, as in HTML. Default: the whole window, at most `width`; null with `densities`.",
  })
  get sizes(): string | undefined {
    return this.candidates.sizes;
  }

  @Field(() => Int, { description: "Width of `src`, px." })
  get width(): number {
    return this.candidates.main.width;
  }

  @Field(() => Int, { description: "Height of `src`, px." })
  get height(): number {
    return this.candidates.main.height;
  }

  @Field(() => Float, { description: "`width` / `height`." })
  get aspectRatio(): number {
    return this.width / this.height;
  }

  @Field(() => String, { nullable: true, description: "The image's `alt`." })
  async alt(@Ctx() { loaders }: Context): Promise<string | undefined> {
    return (await loaders.notes.load(this.object))?.alt;
  }

  @Field(() => String, { nullable: true, description: "The image's `title`." })
  async title(@Ctx() { loaders }: Context): Promise<string | undefined> {
    return (await loaders.notes.load(this.object))?.title;
  }

  @Extensions({ renders: 1 })
  @Field(() => String, {
    nullable: true,
    description:
      "A WebP of at most 16 px a side as a data URI: the whole picture, before any crop. Null as `placeholder`.",
  })
  async base64(@Ctx() context: Context): Promise<string> {
    return (await this.insights(context)).lqip;
  }

  @Extensions({ renders: 1 })
  @Field(() => HexColor, { nullable: true, description: "The picture's most common colour. Null as `placeholder`." })
  async bgColor(@Ctx() context: Context): Promise<string> {
    return (await this.insights(context)).dominant;
  }

  @Extensions({ renders: 1 })
  @Field(() => String, {
    nullable: true,
    description: "The picture's ThumbHash in base64, before any crop. Null as `placeholder`.",
  })
  async thumbhash(@Ctx() context: Context): Promise<string> {
    return (await this.insights(context)).thumbHash;
  }

  private insights({ loaders }: Context) {
    return loaders.insights.load({ object: this.object, engine: "configured" });
  }
}

/** A comma ends a candidate only behind white space, and a signed URL holds none. */
function srcSetOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ url, descriptor }) => `${url} ${descriptor}`).join(", ");
}
