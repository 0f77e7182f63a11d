import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Header } from "../../pipeline/header.js";

export interface ObjectRef {
  readonly bucket: BucketName;
  readonly key: ObjectKey;
}

export type BucketAcl = "private" | "public-read" | "public-read-write";
export type ObjectAcl = "default" | BucketAcl;

/** A character that may stand between an object's name and a style's: `photo.jpg!small`. Source: specification §20. */
export type StyleSeparator = "-" | "_" | "/" | "!";

/** Which objects show themselves to anonymous callers only through a style: those that meet every condition given; without any, all. */
export interface ProtectionRule {
  /** The key starts with it. */
  readonly prefix?: string;
  /** The key ends with it, extension included. */
  readonly suffix?: string;
  /** The key's extension, `jpg`, is one of these. */
  readonly extensions?: readonly string[];
  /** Extensions are compared without regard to case. */
  readonly caseInsensitive?: boolean;
}

/** Which pages of other origins may use a bucket, and how. Source: OSS manual, PutBucketCors; wire protocol §6. */
export interface CorsRule {
  /** `*`, or origins with at most one `*` in each. */
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly ("GET" | "PUT" | "DELETE" | "POST" | "HEAD")[];
  /** Names with at most one `*` in each. */
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds that a browser may remember the answer, 0..999999999. */
  readonly maxAgeSeconds?: number;
}

export interface CorsConfiguration {
  /** 1..20; the first that fits counts. */
  readonly rules: readonly CorsRule[];
  /** Always answer `Vary: Origin`. */
  readonly responseVary: boolean;
}

/** What an owner decides for all objects of a bucket. */
export interface BucketPolicy {
  readonly acl: BucketAcl;
  /** Those in force, in the order of the type; none at first. */
  readonly styleSeparators: readonly StyleSeparator[];
  /** An object that meets any of these is protected; none at first. Source: specification §20.1. */
  readonly sourceProtection: readonly ProtectionRule[];
  /** `undefined`: no other origin's pages. */
  readonly cors: CorsConfiguration | undefined;
  /** What is shown, processed, in the place of an image that is not there; none at first. */
  readonly fallbackImage: ObjectKey | undefined;
}

export interface Bucket extends BucketPolicy {
  readonly name: BucketName;
  /** ms since 1970. */
  readonly createdAt: number;
}

/** Headers that are stored with an object and come back with it. */
export interface ObjectHeaders {
  readonly contentType: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly contentLanguage?: string;
  readonly expires?: string;
  /** `x-oss-meta-*` without the prefix, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the image header says, or why there is none: it holds for all who ask about this version. */
export type HeaderAnswer =
  | { readonly state: "image"; readonly header: Header }
  | { readonly state: "not-image"; readonly reason: string };

/** What is kept of a look at the header; absent until the object was first looked at. */
export type Inspection =
  | HeaderAnswer
  /** It begins like an image, and was damaged or too large when it was last looked at; whoever asks has it read again. */
  | { readonly state: "unreadable"; readonly code: "ImageDamage" | "ImageTooLarge" };

export interface StoredObject extends ObjectRef, ObjectHeaders {
  /** Changes with every write of the key, also when the bytes stay the same: results are cached under it. */
  readonly version: string;
  /** Upper-case hex without quotes; the MD5 of the content for a simple put. */
  readonly etag: string;
  /** CRC-64/XZ, decimal; empty where nobody knows it, as for what was stored in a cloud long ago. */
  readonly crc64: string;
  readonly byteSize: number;
  readonly acl: ObjectAcl;
  readonly type: "Normal" | "Multipart" | "Appendable";
  /** ms since 1970; whole seconds are what the protocol shows. */
  readonly lastModified: number;
  readonly inspection?: Inspection;
}

/** What a listing tells of an object; clouds keep the rest for who asks for that one. */
export type ListedObject = Omit<StoredObject, keyof ObjectHeaders | "crc64" | "acl">;

/** What a listing tells of a bucket. */
export type ListedBucket = Pick<Bucket, "name" | "createdAt">;

export interface PutOptions extends ObjectHeaders {
  readonly acl?: ObjectAcl;
  /** Bytes announced by the caller; fewer or more is RequestTimeout. */
  readonly expectedBytes?: number;
  /** Base64; a difference is InvalidDigest and nothing is stored. */
  readonly expectedMd5?: string;
  /** Throw FileAlreadyExists instead of replacing. */
  readonly forbidOverwrite?: boolean;
}

export interface CopyOptions {
  /** Instead of the source's own. */
  readonly headers?: ObjectHeaders;
  /** Default `default`, whatever the source's is. */
  readonly acl?: ObjectAcl;
  /** Throw FileAlreadyExists instead of replacing. */
  readonly forbidOverwrite?: boolean;
}

/** Headers and ACL count for the first append of a key only. */
export interface AppendOptions extends Omit<PutOptions, "forbidOverwrite"> {
  /** Where the new bytes belong, from 0: the length of what is there. */
  readonly position: number;
}

export interface ListQuery {
  readonly bucket: BucketName;
  readonly prefix?: string;
  /** Keys that hold it after the prefix are rolled up into one common prefix. */
  readonly delimiter?: string;
  /** Strictly after this key or common prefix, in byte order of UTF-8; a prefix skips everything below it. */
  readonly after?: string;
  /** Entries and common prefixes together, 1..1000. */
  readonly limit: number;
}

export interface ListPage {
  readonly objects: readonly ListedObject[];
  readonly commonPrefixes: readonly string[];
  /** The last entry of the page, key or prefix, when there is more. */
  readonly next?: string;
}

export interface ByteRange {
  /** First byte, from 0. */
  readonly start: number;
  /** Last byte, inclusive. */
  readonly end: number;
}
