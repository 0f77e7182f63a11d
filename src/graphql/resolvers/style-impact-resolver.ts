import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { readInRange } from "../../base/number-range.js";
import { parseStyleName } from "../../base/style-name.js";
import { printPipeline } from "../../pipeline/index.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { maxParameters, StyleParameterInput } from "../inputs/style-parameter-input.js";
import { TransformInput } from "../inputs/transform-input.js";
import { NeedsRole } from "../needs-role.js";
import { only, refusing } from "../refused-input.js";
import { InRange } from "../schema/in-range.js";
import { StyleImpactReader } from "../style-impact-reader.js";
import { UpdateStylePayload } from "../types/payloads.js";
import { StyleImpact, sampleSizes } from "../types/style-impact.js";
import { Role } from "../types/viewer.js";
import { orNull } from "./or-null.js";
import { readStyleParameters, readStyleTransform } from "./style-content.js";

/** What a change of a style touches, before it is made and after. */
@Resolver(() => UpdateStylePayload)
export class StyleImpactResolver {
  @NeedsRole(Role.ADMIN)
  @Extensions({ renders: sampleSizes.max })
  @Query(() => StyleImpact, {
    complexity: 20,
    description:
      "What it would touch to store that transform under that name, where there is a style or not yet. Nothing is changed.",
  })
  async styleImpact(
    @Arg("name", () => String, { description: "Name of the style." }) name: string,
    @Arg("transform", () => TransformInput, { description: "What the style would do; it cannot name another style." })
    transform: TransformInput,
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("parameters", () => [StyleParameterInput], {
      nullable: true,
      description: `The parameters that it would have; at most ${maxParameters}. Default: those that it has.`,
    })
    parameters: readonly StyleParameterInput[] | null | undefined,
    @InRange(sampleSizes)
    @Arg("sample", () => Int, {
      defaultValue: sampleSizes.usual,
      description: "How many images are tried, and entries of each sample.",
    })
    asked: number,
    @Ctx() context: Context,
  ): Promise<StyleImpact> {
    const { service, call } = context;
    const at = {
      bucket: refusing(["bucket"], () => readBucket(bucket, context.defaultBucket)),
      name: refusing(["name"], () => parseStyleName(name)),
    };
    const sample = refusing(["sample"], () => readInRange("sample", asked, sampleSizes));
    const pipeline = readStyleTransform(transform, ["transform"]);
    const given = parameters && readStyleParameters(parameters, pipeline, ["parameters"]);
    await refusing(only("NoSuchBucket", ["bucket"]), () => service.authorizeManage(at.bucket, call));
    const before = (await orNull(() => service.getStyle(at.bucket, at.name, call))) ?? undefined;
    const after = { content: printPipeline(pipeline), parameters: given ?? before?.parameters ?? [] };
    return new StyleImpact(new StyleImpactReader({ ...at, before, after, sample }, context));
  }

  @Extensions({ renders: sampleSizes.usual })
  @FieldResolver(() => StyleImpact, {
    nullable: true,
    complexity: 20,
    description: "What the change touches, by six images; `before` is the previous version. Null: nothing was changed.",
  })
  impact(@Root() { style, previous }: UpdateStylePayload, @Ctx() context: Context): StyleImpact | undefined {
    if (!style || !previous || style.version === previous.version) return undefined;
    const { bucket, name } = style.stored;
    const change = { bucket, name, before: previous.stored, after: style.stored, sample: sampleSizes.usual };
    return new StyleImpact(new StyleImpactReader(change, context));
  }
}
