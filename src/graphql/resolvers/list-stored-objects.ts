import type { BucketName } from "../../base/bucket-name.js";
import { type Connection, connection } from "../connection.js";
import type { Context } from "../context.js";
import { StoredObject } from "../types/stored-object.js";
import { visible } from "./visible.js";

export interface StoredObjectsQuery {
  readonly bucket: BucketName;
  readonly prefix: string;
  /** 1..100 */
  readonly first: number;
  /** The key behind which the page starts. */
  readonly after: string | undefined;
}

/** A page of all objects, in byte order of their keys; those that are not the caller's to see are passed over. Throws NoSuchBucket, AccessDenied. */
export async function listStoredObjects(
  { bucket, prefix, first, after }: StoredObjectsQuery,
  context: Context,
): Promise<Connection<StoredObject>> {
  const query = { bucket, prefix, limit: first, ...(after !== undefined && { after }) };
  const { objects, next } = await context.service.listObjects(query, context.call);
  const seen = await Promise.all(objects.map((object) => visible(object, context)));
  const nodes = seen.flatMap((object) => (object ? [new StoredObject(object)] : []));
  return connection(nodes, { nameOf: ({ key }) => key, after, next });
}
