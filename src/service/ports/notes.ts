import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { ObjectRef } from "./objects.js";

/** What people say of an object: kept under its name, whatever is stored there. */
export interface ObjectNotes {
  /** What the picture shows, for those who do not see it. */
  readonly alt?: string;
  readonly title?: string;
  /** Different ones, in the order given. */
  readonly tags: readonly string[];
  /** What crops keep in view: shares of width and height of the upright picture, 0..1. */
  readonly focalPoint?: { readonly x: number; readonly y: number };
}

/** What to change of an object's notes: `null` takes it away, what is absent stays. */
export type NotesChange = { readonly [Name in keyof ObjectNotes]?: ObjectNotes[Name] | null };

/** Keeps the notes of objects, wherever those live. Each method is one transaction, durable when it resolves. */
export interface Notes {
  /** In the order asked; `undefined` where nobody said anything. At most 1000. */
  find(objects: readonly ObjectRef[]): Promise<readonly (ObjectNotes | undefined)[]>;
  /** Answers all that is said then. */
  change(at: ObjectRef, change: NotesChange): Promise<ObjectNotes>;
  /** Replaces those of the target by those of the source, also by none. */
  copy(source: ObjectRef, target: ObjectRef): Promise<void>;
  /** Silent about those that there are not. */
  forget(bucket: BucketName, keys: readonly ObjectKey[]): Promise<void>;
  forgetBucket(bucket: BucketName): Promise<void>;
}
