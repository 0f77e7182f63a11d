import { Field, Float, InputType, Int, registerEnumType } from "type-graphql";
import { actions, formats } from "../../pipeline/index.js";
import { HexColor } from "../scalars.js";
import type { ChoiceEnum } from "../schema/choice-enum.js";
import { enumValueName } from "../schema/graphql-name.js";
import { InRange } from "../schema/in-range.js";
import { ArgumentRange } from "./argument.js";
import { FocalPointInput, type Focus, Focuses } from "./focus.js";

export enum Fit {
  INSIDE = "INSIDE",
  OUTSIDE = "OUTSIDE",
  COVER = "COVER",
  CONTAIN = "CONTAIN",
  FILL = "FILL",
}

registerEnumType(Fit, {
  name: "Fit",
  description: "How the picture meets the box of `width` and `height`.",
  valuesConfig: {
    INSIDE: { description: "Proportional, at most as large as the box; never enlarged." },
    OUTSIDE: { description: "Proportional, at least as large as the box; never enlarged." },
    COVER: {
      description: "Exactly the box, filled; what is over is cut off around `focus`. Small sources are enlarged.",
    },
    CONTAIN: {
      description: "Exactly the box, the whole picture in it, the rest in `background`. Small sources are enlarged.",
    },
    FILL: { description: "Exactly the box, stretched." },
  },
});

const SimpleFormats: ChoiceEnum = Object.fromEntries(
  [...formats, "src", "auto"].map((format) => [enumValueName(format), format]),
);

registerEnumType(SimpleFormats, {
  name: "SimpleFormat",
  description: "The format of a result, or who chooses it.",
  valuesConfig: {
    ...Object.fromEntries(formats.map((format) => [enumValueName(format), { description: `\`${format}\`` }])),
    SRC: { description: "That of the source." },
    AUTO: {
      description:
        "The Accept header of whoever fetches the URL chooses: AVIF where it can be made in time, else WebP, else that of the source. Not for what is saved.",
    },
  },
});

/** Device pixels for each px of a box. */
export const pixelRatios = { min: 1, max: 5, hasFractions: true } as const;

const { width, height } = actions.resize.params;

@InputType({
  description: "What most callers want: a box, how to meet it, a format and a quality. At least one field.",
})
export class SimpleTransform {
  @ArgumentRange(width)
  @Field(() => Int, {
    nullable: true,
    description: "Width of the box, before `dpr`. Default: follows from the height.",
  })
  readonly width?: number | null;

  @ArgumentRange(height)
  @Field(() => Int, {
    nullable: true,
    description: "Height of the box, before `dpr`. Default: follows from the width.",
  })
  readonly height?: number | null;

  @Field(() => Fit, {
    nullable: true,
    description: "How the picture meets the box; anything but INSIDE and OUTSIDE needs both sides. Default: INSIDE.",
  })
  readonly fit?: Fit | null;

  @Field(() => Focuses, {
    nullable: true,
    description: "What COVER keeps in view; only with COVER, and not beside `focalPoint`. Default: CENTER.",
  })
  readonly focus?: Focus | null;

  @Field(() => FocalPointInput, {
    nullable: true,
    description: "The point that COVER keeps as near to the middle as the borders allow; only with COVER.",
  })
  readonly focalPoint?: FocalPointInput | null;

  @Field(() => HexColor, {
    nullable: true,
    description: "Colour around the picture; only with CONTAIN. Default: #FFFFFF.",
  })
  readonly background?: string | null;

  @InRange(pixelRatios)
  @Field(() => Float, { nullable: true, description: "Device pixels for each px of the box. Default: 1." })
  readonly dpr?: number | null;

  @Field(() => SimpleFormats, { nullable: true, description: "Format of the result. Default: that of the source." })
  readonly format?: string | null;

  @ArgumentRange(actions.quality.params.absolute)
  @Field(() => Int, {
    nullable: true,
    description: "Quality of a JPG, WebP or AVIF result. Default: chosen by the format.",
  })
  readonly quality?: number | null;
}
