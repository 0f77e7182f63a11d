import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Failure } from "../../base/failure.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import { type Connection, connectionOf, readCursor, readFirst } from "../connection.js";
import type { Context } from "../context.js";
import { refusing } from "../refused-input.js";
import { Prefix } from "../types/prefix.js";
import { StoredObject } from "../types/stored-object.js";
import { listPrefixes } from "./list-prefixes.js";
import { listStoredObjects } from "./list-stored-objects.js";

const PrefixConnection = connectionOf("Prefix", () => Prefix);
export const ObjectConnection = connectionOf("Object", () => StoredObject);

/** What is in a bucket, whether or not it is an image. */
@Resolver()
export class ListingResolver {
  @Query(() => PrefixConnection, {
    complexity: 20,
    description:
      "The folders of a bucket, or of a folder in it, in byte order. A page may hold fewer than `first` while `hasNextPage` is true: at most 1000 entries are looked at for one page.",
  })
  prefixes(
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("prefix", () => String, { nullable: true, description: "Only what starts with it: `summer/`. Default: all." })
    prefix: string | null | undefined,
    @Arg("delimiter", () => String, { defaultValue: "/", description: "What ends a folder's name; not empty." })
    delimiter: string,
    @Arg("first", () => Int, { defaultValue: 50, description: "Size of the page. Range: 1..100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "A cursor: the page starts behind it." }) after:
      | string
      | null
      | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<Prefix>> {
    const query = { ...readPage({ bucket, prefix, first, after }, context), delimiter: readDelimiter(delimiter) };
    return listPrefixes(query, context);
  }

  @Query(() => ObjectConnection, {
    complexity: 20,
    description:
      "All objects of a bucket in byte order of their keys, also those that are no images. A page may hold fewer than `first` while `hasNextPage` is true: what is not the caller's to see is passed over.",
  })
  objects(
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("prefix", () => String, { nullable: true, description: "Only keys that start with it. Default: all." })
    prefix: string | null | undefined,
    @Arg("first", () => Int, { defaultValue: 50, description: "Size of the page. Range: 1..100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "A cursor: the page starts behind it." }) after:
      | string
      | null
      | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<StoredObject>> {
    return listStoredObjects(readPage({ bucket, prefix, first, after }, context), context);
  }
}

interface PageArguments {
  readonly bucket: string | null | undefined;
  readonly prefix: string | null | undefined;
  readonly first: number;
  readonly after: string | null | undefined;
}

function readPage({ bucket, prefix, first, after }: PageArguments, { defaultBucket }: Context) {
  return {
    bucket: refusing(["bucket"], () => readBucket(bucket, defaultBucket)),
    prefix: prefix ?? "",
    first: refusing(["first"], () => readFirst(first)),
    after: refusing(["after"], () => (after == null ? undefined : readCursor(after))),
  };
}

function readDelimiter(delimiter: string): string {
  if (delimiter !== "") return delimiter;
  return refusing(["delimiter"], () => {
    throw new Failure("InvalidArgument", { name: "delimiter", got: delimiter, expected: "at least one character" });
  });
}
