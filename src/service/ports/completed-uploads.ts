import type { ObjectRef } from "./objects.js";

/** An upload of an image that became an object. */
export interface CompletedUpload {
  /** Where its bytes waited: no other upload had the name. */
  readonly staged: ObjectRef;
  /** Of the object that it became: one with another ETag is no longer that. */
  readonly etag: string;
  /** ms since 1970. */
  readonly completedAt: number;
}

/** Remembers them, so that whoever lost an answer can ask again. Each method is one transaction, durable when it resolves. */
export interface CompletedUploads {
  keep(upload: CompletedUpload): Promise<void>;
  find(staged: ObjectRef): Promise<CompletedUpload | undefined>;
  /** Those that were completed earlier, ms since 1970. */
  forgetBefore(time: number): Promise<void>;
}
