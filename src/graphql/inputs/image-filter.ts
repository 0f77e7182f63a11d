import { Field, InputType, Int } from "type-graphql";
import { Failure } from "../../base/failure.js";
import { readInRange } from "../../base/number-range.js";
import type { Format } from "../../pipeline/index.js";
import type * as ports from "../../service/ports.js";
import { type InputPath, refusing } from "../refused-input.js";
import { ByteSize, DateTime } from "../scalars.js";
import { InRange } from "../schema/in-range.js";
import { ImageFormat } from "../types/image-format.js";

const maxTags = 20;
const maxSearch = 200;
const sides = { min: 0, unit: "px" } as const;
const fileSizes = { min: 0, unit: "bytes" } as const;

@InputType({
  description:
    "What an image must be like; every condition given must hold. Where a least and a greatest value leave nothing between them, they are refused.",
})
export class ImageFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Text that is in the key, the alternative text, the title or a tag; A to Z in either case. Length: 1..200 characters.",
  })
  readonly search?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Tags, all of which it has, as they are written; 1..20 of them.",
  })
  readonly tags?: string[] | null;

  @Field(() => [ImageFormat], { nullable: true, description: "Formats, of which it has one; at least one." })
  readonly formats?: Format[] | null;

  @InRange(sides)
  @Field(() => Int, { nullable: true, description: "Least width as it is shown." })
  readonly minWidth?: number | null;

  @InRange(sides)
  @Field(() => Int, { nullable: true, description: "Greatest width as it is shown." })
  readonly maxWidth?: number | null;

  @InRange(sides)
  @Field(() => Int, { nullable: true, description: "Least height as it is shown." })
  readonly minHeight?: number | null;

  @InRange(sides)
  @Field(() => Int, { nullable: true, description: "Greatest height as it is shown." })
  readonly maxHeight?: number | null;

  @InRange(fileSizes)
  @Field(() => ByteSize, { nullable: true, description: "Least size of the stored file." })
  readonly minBytes?: number | null;

  @InRange(fileSizes)
  @Field(() => ByteSize, { nullable: true, description: "Greatest size of the stored file." })
  readonly maxBytes?: number | null;

  @Field(() => DateTime, { nullable: true, description: "It was stored then or later." })
  readonly modifiedAfter?: number | null;

  @Field(() => DateTime, { nullable: true, description: "It was stored before that." })
  readonly modifiedBefore?: number | null;

  @Field(() => Boolean, { nullable: true, description: "It has more than one frame." })
  readonly animated?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "It has an alpha channel." })
  readonly alpha?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Somebody said what its crops keep in view." })
  readonly hasFocalPoint?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "It has an alternative text." })
  readonly hasAlt?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Its EXIF data tell where it was taken." })
  readonly hasGps?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "It begins like an image, but cannot be read: damaged, or too large.",
  })
  readonly damaged?: boolean | null;
}

/** Pairs of conditions that no image meets together when the upper one is too low; `gap` is how far above the lower it must be. */
const bounds = [
  { lower: "minWidth", upper: "maxWidth", gap: 0, write: String },
  { lower: "minHeight", upper: "maxHeight", gap: 0, write: String },
  { lower: "minBytes", upper: "maxBytes", gap: 0, write: String },
  // The end is not part of the time.
  { lower: "modifiedAfter", upper: "modifiedBefore", gap: 1, write: (ms: number) => new Date(ms).toISOString() },
] as const;

/** The conditions that are given. `at` is the argument's place. Throws RefusedInput. */
export function readFilter(input: ImageFilter | null | undefined, at: InputPath): ports.ImageFilter {
  if (input == null) return {};
  const { search, tags, formats } = input;
  const demand = (field: keyof ImageFilter, holds: boolean, got: string, expected: string) => {
    if (holds) return;
    refusing([...at, field], () => {
      throw new Failure("InvalidArgument", { name: field, got, expected });
    });
  };
  if (search != null)
    demand("search", search.length >= 1 && search.length <= maxSearch, search, `1..${maxSearch} characters`);
  if (tags != null)
    demand("tags", tags.length >= 1 && tags.length <= maxTags, `${tags.length} tags`, `1..${maxTags} tags`);
  if (formats != null) demand("formats", formats.length >= 1, "none", "at least one format");
  for (const field of ["minWidth", "maxWidth", "minHeight", "maxHeight"] as const) {
    const side = input[field];
    if (side != null) refusing([...at, field], () => readInRange(field, side, sides));
  }
  for (const { lower, upper, gap, write } of bounds) {
    const [from, to] = [input[lower], input[upper]];
    if (from == null || to == null) continue;
    demand(upper, to >= from + gap, write(to), `${gap === 0 ? "at least" : "later than"} ${lower}, ${write(from)}`);
  }
  return Object.fromEntries(Object.entries(input).filter(([, condition]) => condition != null));
}
