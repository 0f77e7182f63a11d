import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({
  description: "Something with an identity of its own.",
  resolveType: (value: Node) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: "Opaque; give it to `node` to get the thing again." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}
