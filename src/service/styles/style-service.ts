import type { BucketName } from "../../base/bucket-name.js";
import type { StyleName } from "../../base/style-name.js";
import type { Call } from "../call.js";
import type { Style, StyleDraft } from "../ports.js";

/** Use-cases about styles and their versions. */
export interface StyleService {
  /** Makes or replaces it; what differs from how it is now is a new version. Throws InvalidArgument above 50 in a bucket, BadRequest, and with `over` StyleChanged, NoSuchStyle, StyleAlreadyExists. */
  writeStyle(bucket: BucketName, name: StyleName, draft: Omit<StyleDraft, "changedBy">, call: Call): Promise<Style>;
  /** The same with content alone; its parameters stay. */
  putStyle(bucket: BucketName, name: StyleName, content: string, call: Call): Promise<Style>;
  getStyle(bucket: BucketName, name: StyleName, call: Call): Promise<Style>;
  listStyles(bucket: BucketName, call: Call): Promise<readonly Style[]>;
  /** What it was in one of its last hundred versions. Throws NoSuchStyleVersion. */
  getStyleVersion(bucket: BucketName, name: StyleName, version: number, call: Call): Promise<Style>;
  /** The last hundred, the newest first. */
  listStyleVersions(bucket: BucketName, name: StyleName, call: Call): Promise<readonly Style[]>;
  /** True when there was one. */
  deleteStyle(bucket: BucketName, name: StyleName, call: Call): Promise<boolean>;
}
