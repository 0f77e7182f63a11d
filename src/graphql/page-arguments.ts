import { ArgsType, Field, Int } from "type-graphql";
import { readInRange } from "../base/number-range.js";
import { readNameCursor } from "./connection.js";
import { refusing } from "./refused-input.js";
import { InRange } from "./schema/in-range.js";

/** Entries of a page. */
export const pageSizes = { min: 1, max: 100 } as const;

/** Which page of a list. */
@ArgsType()
export class PageArguments {
  @InRange(pageSizes)
  @Field(() => Int, { defaultValue: 50, description: "Size of the page." })
  readonly first!: number;

  @Field(() => String, { nullable: true, description: "A cursor: the page starts behind it." })
  readonly after?: string | null | undefined;
}

/** Which page of a list that is part of something else. */
@ArgsType()
export class ShortPageArguments extends PageArguments {
  @InRange(pageSizes)
  @Field(() => Int, { defaultValue: 20, description: "Size of the page." })
  override readonly first!: number;
}

/** A page as use-cases are asked for it. */
export interface Page {
  /** Entries that it may hold, 1..100. */
  readonly limit: number;
  /** The name behind which it starts; `undefined` at the beginning. */
  readonly after: string | undefined;
}

/** Checks which page is asked for. Throws RefusedInput. */
export function readPage({ first, after }: PageArguments): Page {
  return {
    limit: readPageSize(first),
    after: refusing(["after"], () => (after == null ? undefined : readNameCursor(after))),
  };
}

/** Checks an argument `first`. Throws RefusedInput. */
export function readPageSize(first: number): number {
  return refusing(["first"], () => readInRange("first", first, pageSizes));
}
