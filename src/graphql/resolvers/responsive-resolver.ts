import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Float, Info, Int, Resolver, Root } from "type-graphql";
import { Failure } from "../../base/failure.js";
import type { Format } from "../../pipeline/index.js";
import type { Context } from "../context.js";
import { TransformInput } from "../inputs/transform-input.js";
import { readingCall } from "../reading-call.js";
import { refusing } from "../refused-input.js";
import { Image } from "../types/image.js";
import { ImageFormat } from "../types/image-format.js";
import { ResponsiveImage } from "../types/responsive-image.js";
import { responsiveCandidates } from "./responsive-candidates.js";

const maxCandidates = 16;
const maxFormats = 4;
const maxWidth = 16_384;
const maxDensity = 5;

/** A picture in the sizes that screens want. */
@Resolver(() => Image)
export class ResponsiveResolver {
  @FieldResolver(() => ResponsiveImage, {
    nullable: true,
    complexity: 10,
    description:
      "The image in several sizes for `<img srcset>` and `<picture>`. Costs no pixel. Null with an error when the transform cannot be carried out.",
  })
  async responsive(
    @Root() { object }: Image,
    @Arg("transform", () => TransformInput, {
      nullable: true,
      description:
        "What to make of it. The box of `simple` grows and shrinks with the candidate, as the source allows; of other forms smaller candidates are the result made smaller. Default: the image as it is.",
    })
    transform: TransformInput | null | undefined,
    @Arg("widths", () => [Int], {
      nullable: true,
      description:
        "Widths of the candidates, px, 1..16 of them. Range: 1..16384. Where the source gives less, the largest that it gives takes the place of the rest. Default: 320 to 3840; with a transform a quarter of its width to three times that.",
    })
    widths: number[] | null | undefined,
    @Arg("formats", () => [ImageFormat], {
      nullable: true,
      description: "A `source` each, 1..4 of them, the best first. Default: none.",
    })
    formats: Format[] | null | undefined,
    @Arg("sizes", () => String, {
      nullable: true,
      description:
        "How wide the picture is shown, as in HTML. Default: the whole window, at most the largest candidate.",
    })
    sizes: string | null | undefined,
    @Arg("densities", () => [Float], {
      nullable: true,
      description:
        "Device pixels for each px of the transform's own size, instead of `widths`, 1..16 of them. Range: above 0, at most 5. Those for which the source is too small are left out.",
    })
    densities: number[] | null | undefined,
    @Arg("expiresIn", () => Int, {
      nullable: true,
      description: "Life of the signatures in seconds. Range: 1..604800. Default: 3600.",
    })
    expiresIn: number | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ResponsiveImage> {
    const args = {
      transform,
      widths: readWidths(widths),
      densities: readDensities(densities, widths != null || sizes != null),
      sizes: sizes ?? undefined,
      expiresIn: expiresIn ?? undefined,
    };
    const wanted = readFormats(formats);
    return new ResponsiveImage(
      object,
      await responsiveCandidates(object, args, { ...context, call: readingCall(context, info) }),
      wanted,
    );
  }
}

function readWidths(widths: readonly number[] | null | undefined): readonly number[] | undefined {
  if (widths == null) return undefined;
  refuseCount("widths", widths.length, maxCandidates);
  for (const [index, width] of widths.entries())
    if (!(width >= 1 && width <= maxWidth)) refuse("widths", String(width), `integers 1..${maxWidth} (px)`, index);
  return ascending(widths);
}

function readDensities(
  densities: readonly number[] | null | undefined,
  hasWidths: boolean,
): readonly number[] | undefined {
  if (densities == null) return undefined;
  if (hasWidths) refuse("densities", "both", "no `widths` and no `sizes` beside it");
  refuseCount("densities", densities.length, maxCandidates);
  for (const [index, density] of densities.entries())
    if (!(density > 0 && density <= maxDensity))
      refuse("densities", String(density), `numbers above 0, at most ${maxDensity}`, index);
  return ascending(densities);
}

function readFormats(formats: readonly Format[] | null | undefined): readonly Format[] {
  if (formats == null) return [];
  refuseCount("formats", formats.length, maxFormats);
  return [...new Set(formats)];
}

const ascending = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

function refuseCount(name: string, count: number, most: number): void {
  if (count < 1 || count > most) refuse(name, `${count} of them`, `1..${most} of them`);
}

function refuse(name: string, got: string, expected: string, index?: number): never {
  return refusing(index === undefined ? [name] : [name, index], () => {
    throw new Failure("InvalidArgument", { name, got, expected });
  });
}
