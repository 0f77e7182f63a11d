import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { Failure } from "../../base/failure.js";
import { bucketDoc, readBucket } from "../bucket-argument.js";
import { type Connection, connectionOf } from "../connection.js";
import type { Context } from "../context.js";
import { PageArguments, readPage } from "../page-arguments.js";
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
      "The folders of a bucket, or of a folder in it, in byte order. A page may hold fewer than `first` while `hasNextPage` is true: at most 1000 entries are looked at for one page. The folder in which uploads wait (`.imgraph/uploads/`) is left out.",
  })
  prefixes(
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("prefix", () => String, { nullable: true, description: "Only what starts with it: `summer/`. Default: all." })
    prefix: string | null | undefined,
    @Arg("delimiter", () => String, { defaultValue: "/", description: "What ends a folder's name; not empty." })
    delimiter: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Connection<Prefix>> {
    const query = { ...readListing({ bucket, prefix, page }, context), delimiter: readDelimiter(delimiter) };
    return listPrefixes(query, context);
  }

  @Query(() => ObjectConnection, {
    complexity: 20,
    description:
      "All objects of a bucket in byte order of their keys, also those that are no images. A page may hold fewer than `first` while `hasNextPage` is true: what is not the caller's to see, or is an upload that waits to be looked at, is passed over.",
  })
  objects(
    @Arg("bucket", () => String, { nullable: true, description: bucketDoc }) bucket: string | null | undefined,
    @Arg("prefix", () => String, { nullable: true, description: "Only keys that start with it. Default: all." })
    prefix: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Connection<StoredObject>> {
    return listStoredObjects(readListing({ bucket, prefix, page }, context), context);
  }
}

interface ListingArguments {
  readonly bucket: string | null | undefined;
  readonly prefix: string | null | undefined;
  readonly page: PageArguments;
}

function readListing({ bucket, prefix, page }: ListingArguments, { defaultBucket }: Context) {
  const name = refusing(["bucket"], () => readBucket(bucket, defaultBucket));
  const { limit: first, after } = readPage(page);
  return { bucket: name, prefix: prefix ?? "", first, after };
}

function readDelimiter(delimiter: string): string {
  if (delimiter !== "") return delimiter;
  return refusing(["delimiter"], () => {
    throw new Failure("InvalidArgument", { name: "delimiter", got: delimiter, expected: "at least one character" });
  });
}
