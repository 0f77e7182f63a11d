import { Field, Float, ObjectType } from "type-graphql";

@ObjectType({ description: "What crops keep in view: a point of the upright picture." })
export class FocalPoint {
  @Field(() => Float, { description: "From the left, as a share of the width, 0..1." })
  readonly x!: number;

  @Field(() => Float, { description: "From the top, as a share of the height, 0..1." })
  readonly y!: number;
}
