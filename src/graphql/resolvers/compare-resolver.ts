import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Extensions, Info, Int, Query, Resolver } from "type-graphql";
import { readInRange } from "../../base/number-range.js";
import { judgeComparison } from "../../service/rendering/judge-comparison.js";
import { urlLife } from "../../service/urls/url-life.js";
import { asksFor } from "../asks-for.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import type { Context } from "../context.js";
import { RenditionSpec, readTolerance, ToleranceInput } from "../inputs/compare-inputs.js";
import { makeRendition } from "../make-rendition.js";
import { readingCall } from "../reading-call.js";
import { only, refusing } from "../refused-input.js";
import { InRange } from "../schema/in-range.js";
import { Comparison } from "../types/comparison.js";
import { findImage } from "./find-image.js";

/** Longest side of a heat map; the usual one is a few 10 KB. */
const heatMapSides = { min: 16, max: 1024, usual: 512, unit: "px" } as const;

/** Two renditions of an image, side by side. */
@Resolver()
export class CompareResolver {
  @Extensions({ renders: 3 })
  @Query(() => Comparison, {
    nullable: true,
    complexity: 100,
    description:
      "Renders an image in two ways, by transform, engine or version of a style, and tells how far the results are apart. Null: no such object, not an image, or not the caller's to read; with an error where one of them cannot be made.",
  })
  async compare(
    @Arg("key", () => String, { description: "Name of the image within the bucket." }) key: string,
    @Arg("a", () => RenditionSpec, { description: "One way; the other is measured against it." }) a: RenditionSpec,
    @Arg("b", () => RenditionSpec, { description: "The other way." }) b: RenditionSpec,
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("tolerance", () => ToleranceInput, {
      nullable: true,
      description: "What passes for the same. Default: an SSIM of 0.95.",
    })
    tolerance: ToleranceInput | null | undefined,
    @InRange(heatMapSides)
    @Arg("heatMapSide", () => Int, {
      defaultValue: heatMapSides.usual,
      description: "Longest side of the heat map, which is never larger than the picture.",
    })
    heatMapSide: number,
    @InRange(urlLife)
    @Arg("expiresIn", () => Int, {
      nullable: true,
      description: `Life of the signatures of both URLs. Default: ${urlLife.usual}.`,
    })
    expiresIn: number | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Comparison | null> {
    const limits = readTolerance(tolerance, ["tolerance"]);
    const side = refusing(["heatMapSide"], () => readInRange("heatMapSide", heatMapSide, heatMapSides));
    const name = refusing(["bucket"], () => readBucket(bucket, context.defaultBucket));
    const image = await refusing(only("InvalidObjectName", ["key"]), () => findImage(name, key, context));
    if (!image) return null;

    const { service, turns } = context;
    const call = readingCall(context, info);
    const made = (spec: RenditionSpec, at: string) => {
      const places = { transform: [at, "transform"], engine: [at, "engine"], styleVersion: [at, "styleVersion"] };
      return makeRendition(image.object, { ...spec, expiresIn }, places, { service, call, turns });
    };
    const renditions = { a: await made(a, "a"), b: await made(b, "b") };
    const preparations = [renditions.a.preparation, renditions.b.preparation] as const;
    const options = { heatMapSide: asksFor(info, "heatMap") ? side : 0 };
    const compared = await service.compareRenditions(preparations, options, call);
    const verdict = judgeComparison(compared.pixels, limits);
    return new Comparison(compared, renditions, { verdict, tolerance: limits });
  }
}
