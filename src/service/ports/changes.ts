import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectRef } from "./objects.js";

/**
 * What happened to an object: bytes were stored under its name, by whatever way; it was deleted; it was given other headers;
 * its ACL; what people say of it.
 */
export type ChangeKind = "stored" | "deleted" | "headers" | "acl" | "notes";

export interface ObjectChange extends ObjectRef {
  readonly kind: ChangeKind;
  /** ms since 1970. */
  readonly at: number;
}

/** Which objects are watched: those of a bucket whose keys begin with the prefix. */
export interface ChangeQuery {
  readonly bucket: BucketName;
  readonly prefix?: string;
}

/** Tells those who watch what this process did to objects. Nothing is kept for those who come later. */
export interface Changes {
  tell(change: ObjectChange): void;
  /**
   * From now on, until `return` is called. `next` throws SubscriberTooSlow, once, when more changes wait than are kept for
   * one watcher; what waited is lost then.
   */
  watch(query: ChangeQuery): AsyncIterableIterator<ObjectChange>;
}
