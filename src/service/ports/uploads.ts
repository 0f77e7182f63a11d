import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectAcl, ObjectHeaders, ObjectRef } from "./objects.js";

/** An object that is being put together from parts; nobody sees it before it is completed. Source: wire protocol §4.6. */
export interface Upload extends ObjectRef {
  /** 32 upper-case hex digits, or whatever a cloud gives. */
  readonly id: string;
}

export interface ListedUpload extends Upload {
  /** ms since 1970. */
  readonly initiatedAt: number;
}

export interface UploadOptions extends ObjectHeaders {
  readonly acl?: ObjectAcl;
}

/** One received part of an upload. */
export interface Part {
  /** 1..10000; parts are put together in this order. */
  readonly number: number;
  /** MD5 of the bytes, upper-case hex without quotes. */
  readonly etag: string;
  /** CRC-64/XZ, decimal. */
  readonly crc64: string;
  readonly byteSize: number;
  /** ms since 1970. */
  readonly lastModified: number;
}

export interface PartOptions {
  /** Bytes announced by the caller; fewer or more is RequestTimeout. */
  readonly expectedBytes?: number;
  /** Base64; a difference is InvalidDigest and nothing is stored. */
  readonly expectedMd5?: string;
}

export interface PartsQuery {
  /** Strictly after this number. */
  readonly after?: number;
  /** 1..1000 */
  readonly limit: number;
}

export interface PartsPage {
  readonly parts: readonly Part[];
  /** The last number of the page, when there is more. */
  readonly next?: number;
}

export interface CompleteOptions {
  /** Those that make the object, in ascending order of number; `all`: every one received. */
  readonly parts: readonly { readonly number: number; readonly etag: string }[] | "all";
  /** Instead of the upload's. */
  readonly acl?: ObjectAcl;
  /** Throw FileAlreadyExists instead of replacing; the upload stays. */
  readonly forbidOverwrite?: boolean;
}

export interface UploadsQuery {
  readonly bucket: BucketName;
  readonly prefix?: string;
  /** Keys that hold it after the prefix are rolled up into one common prefix. */
  readonly delimiter?: string;
  /** Strictly after this key; with an id, also its own uploads of a greater id. */
  readonly after?: { readonly key: string; readonly id?: string };
  /** Entries and common prefixes together, 1..1000. */
  readonly limit: number;
}

/** In order of key, then id. */
export interface UploadsPage {
  readonly uploads: readonly ListedUpload[];
  readonly commonPrefixes: readonly string[];
  /** The last entry of the page, when there is more; a common prefix has no id. */
  readonly next?: { readonly key: string; readonly id?: string };
}
