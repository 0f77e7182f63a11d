import { ArgsType, Field, Float, Int } from "type-graphql";
import { Failure } from "../../base/failure.js";
import { type NumberRange, readInRange } from "../../base/number-range.js";
import { type Format, limits } from "../../pipeline/index.js";
import { urlLife } from "../../service/urls/url-life.js";
import { refusing } from "../refused-input.js";
import { InRange } from "../schema/in-range.js";
import { ImageFormat } from "../types/image-format.js";
import { TransformInput } from "./transform-input.js";

const maxCandidates = 16;
const maxFormats = 4;
const widthRange = { min: 1, max: limits.resizeSide, unit: "px" } as const;
const densityRange = { min: 0.1, max: 5, hasFractions: true } as const;

/** In which sizes and formats an image is wanted. */
@ArgsType()
export class ResponsiveArguments {
  @Field(() => TransformInput, {
    nullable: true,
    description:
      "What to make of it. The box of `simple` grows and shrinks with the candidate, as the source allows; of other forms smaller candidates are the result made smaller. Default: the image as it is.",
  })
  readonly transform?: TransformInput | null;

  @InRange(widthRange)
  @Field(() => [Int], {
    nullable: true,
    description: `Widths of the candidates, 1..${maxCandidates} of them. Where the source gives less, the largest that it gives takes the place of the rest. Default: 320 to 3840; with a transform a quarter of its width to three times that.`,
  })
  readonly widths?: readonly number[] | null;

  @Field(() => [ImageFormat], {
    nullable: true,
    description: `A \`source\` each, 1..${maxFormats} of them, the best first. Default: none.`,
  })
  readonly formats?: readonly Format[] | null;

  @Field(() => String, {
    nullable: true,
    description: "How wide the picture is shown, as in HTML. Default: the whole window, at most the largest candidate.",
  })
  readonly sizes?: string | null;

  @InRange(densityRange)
  @Field(() => [Float], {
    nullable: true,
    description: `Device pixels for each px of the transform's own size, instead of \`widths\`, 1..${maxCandidates} of them. Those for which the source is too small are left out.`,
  })
  readonly densities?: readonly number[] | null;

  @InRange(urlLife)
  @Field(() => Int, { nullable: true, description: `Life of the signatures. Default: ${urlLife.usual}.` })
  readonly expiresIn?: number | null;
}

/** In which sizes and formats an image is wanted, checked but for the transform and the life of URLs. */
export interface ResponsiveWish {
  readonly transform: TransformInput | null | undefined;
  /** px, 1..16384, ascending */
  readonly widths: readonly number[] | undefined;
  /** 0.1..5, ascending */
  readonly densities: readonly number[] | undefined;
  readonly sizes: string | undefined;
  /** Each once. */
  readonly formats: readonly Format[];
  /** Seconds. */
  readonly expiresIn: number | undefined;
}

/** Throws RefusedInput. */
export function readResponsive(args: ResponsiveArguments): ResponsiveWish {
  const { transform, widths, densities, formats, sizes, expiresIn } = args;
  if (densities != null && (widths != null || sizes != null))
    refuse("densities", "both", "no `widths` and no `sizes` beside it");
  return {
    transform,
    widths: readNumbers("widths", widths, widthRange),
    densities: readNumbers("densities", densities, densityRange),
    sizes: sizes ?? undefined,
    formats: formats == null ? [] : [...new Set(refuseCount("formats", formats, maxFormats))],
    expiresIn: expiresIn ?? undefined,
  };
}

/** In ascending order, each once. */
function readNumbers(
  name: string,
  numbers: readonly number[] | null | undefined,
  range: NumberRange,
): readonly number[] | undefined {
  if (numbers == null) return undefined;
  const read = refuseCount(name, numbers, maxCandidates).map((number, index) =>
    refusing([name, index], () => readInRange(name, number, range)),
  );
  return [...new Set(read)].sort((a, b) => a - b);
}

function refuseCount<T>(name: string, entries: readonly T[], most: number): readonly T[] {
  if (entries.length >= 1 && entries.length <= most) return entries;
  return refuse(name, `${entries.length} of them`, `1..${most} of them`);
}

function refuse(name: string, got: string, expected: string): never {
  return refusing([name], () => {
    throw new Failure("InvalidArgument", { name, got, expected });
  });
}
