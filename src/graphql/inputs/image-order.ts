import { Field, InputType, registerEnumType } from "type-graphql";
import type { ImageOrderField, ImageOrder as Order } from "../../service/ports.js";

export const ImageOrderFields = {
  KEY: "key",
  LAST_MODIFIED: "lastModified",
  BYTE_SIZE: "byteSize",
  WIDTH: "width",
  HEIGHT: "height",
} as const satisfies Record<string, ImageOrderField>;

registerEnumType(ImageOrderFields, {
  name: "ImageOrderField",
  description: "By what images are put in order; equal ones by key.",
  valuesConfig: {
    KEY: { description: "The bytes of the key." },
    LAST_MODIFIED: { description: "When it was stored." },
    BYTE_SIZE: { description: "Size of the stored file." },
    WIDTH: { description: "Width as it is shown; 0 for a damaged file." },
    HEIGHT: { description: "Height as it is shown; 0 for a damaged file." },
  },
});

export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}

registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Which end comes first.",
  valuesConfig: {
    ASC: { description: "The smallest, the oldest, A." },
    DESC: { description: "The largest, the newest, Z." },
  },
});

@InputType({ description: "The order of a list of images." })
export class ImageOrder {
  @Field(() => ImageOrderFields, { description: "By what." })
  readonly field!: ImageOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "Which end comes first." })
  readonly direction!: OrderDirection;
}

/** By key, from the beginning. */
export const byKey: Order = { by: "key", descending: false };

export function readOrder(input: ImageOrder | null | undefined): Order {
  return input ? { by: input.field, descending: input.direction === OrderDirection.DESC } : byKey;
}
