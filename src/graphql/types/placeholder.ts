import { Field, ObjectType, registerEnumType } from "type-graphql";
import { assertNever } from "../../base/assert-never.js";
import type { Insights } from "../../pipeline/index.js";

export enum PlaceholderKind {
  THUMBHASH = "THUMBHASH",
  BLURHASH = "BLURHASH",
  LQIP = "LQIP",
  COLOR = "COLOR",
}

registerEnumType(PlaceholderKind, {
  name: "PlaceholderKind",
  description: "What is shown while a picture loads.",
  valuesConfig: {
    THUMBHASH: { description: "A ThumbHash in base64: about 25 bytes, with aspect ratio and transparency." },
    BLURHASH: { description: "A BlurHash of 4x3 components; transparency on white." },
    LQIP: { description: "A WebP of at most 16 px a side as a data URI, to be used as it is." },
    COLOR: { description: "The most common colour, `#RRGGBB`." },
  },
});

@ObjectType({ description: "Something small to show while the picture loads." })
export class Placeholder {
  @Field(() => PlaceholderKind, { description: "What `value` is." })
  readonly kind!: PlaceholderKind;

  @Field(() => String, { description: "The placeholder, as text." })
  readonly value!: string;
}

/** The placeholder of that kind. */
export function placeholderValue(kind: PlaceholderKind, insights: Insights): Placeholder {
  switch (kind) {
    case PlaceholderKind.THUMBHASH:
      return { kind, value: insights.thumbHash };
    case PlaceholderKind.BLURHASH:
      return { kind, value: insights.blurHash };
    case PlaceholderKind.LQIP:
      return { kind, value: insights.lqip };
    case PlaceholderKind.COLOR:
      return { kind, value: `#${insights.dominant}` };
    default:
      return assertNever(kind);
  }
}
