import type { BucketName } from "../../base/bucket-name.js";
import type { StyleName } from "../../base/style-name.js";
import type { StyleParameter } from "../../pipeline/style-parameter.js";

/** A style as a storage keeps it. */
export interface StoredStyle {
  readonly bucket: BucketName;
  readonly name: StyleName;
  /** Any `image/…` string; checked when used. */
  readonly content: string;
  /** When the name was first stored, ms since 1970. */
  readonly createdAt: number;
  /** When it was last stored. */
  readonly updatedAt: number;
}

/** A style as it is now, or as it was in a version. */
export interface Style extends StoredStyle {
  /** Counts from 1. */
  readonly version: number;
  /** As they were declared; those that no longer fit the content stand for nothing. */
  readonly parameters: readonly StyleParameter[];
  /** Who made this version, named like the callers of signed URLs; absent where it was found made elsewhere. */
  readonly changedBy?: string;
}

/** What a style is to be. */
export interface StyleDraft {
  readonly content: string;
  /** Absent: as they are. */
  readonly parameters?: readonly StyleParameter[];
  readonly changedBy?: string;
  /** Put it over this version and no other; 0: only where there is none of that name. */
  readonly over?: number;
}

/** Styles and their versions. */
export interface StyleStore {
  /**
   * Makes or replaces a style. What differs from how it is now is a new version, written down with it. Throws NoSuchBucket,
   * InvalidArgument above 50 styles in a bucket, and with `over` StyleChanged, NoSuchStyle and StyleAlreadyExists.
   */
  putStyle(bucket: BucketName, name: StyleName, draft: StyleDraft, signal: AbortSignal): Promise<Style>;
  findStyle(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<Style | undefined>;
  listStyles(bucket: BucketName, signal: AbortSignal): Promise<readonly Style[]>;
  /** With its versions. False when there was none. */
  deleteStyle(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<boolean>;
  /** One of the last hundred. */
  findStyleVersion(
    bucket: BucketName,
    name: StyleName,
    version: number,
    signal: AbortSignal,
  ): Promise<Style | undefined>;
  /** The last hundred, the newest first. */
  listStyleVersions(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<readonly Style[]>;
}

/** What styles have been, the last hundred versions of each; also of those that live in a store of somebody else's. Each method is one transaction, durable when it resolves. */
export interface StyleVersions {
  /** A style with its newest version; `undefined` where that says something else. */
  match(style: StoredStyle): Promise<Style | undefined>;
  /** Writes down how a style is now: a new version where that says something else. */
  record(style: StoredStyle, draft?: Pick<StyleDraft, "parameters" | "changedBy">): Promise<Style>;
  find(bucket: BucketName, name: StyleName, version: number): Promise<Style | undefined>;
  /** The newest first. */
  list(bucket: BucketName, name: StyleName): Promise<readonly Style[]>;
  /** All of a style. */
  forget(bucket: BucketName, name: StyleName): Promise<void>;
  forgetBucket(bucket: BucketName): Promise<void>;
}
