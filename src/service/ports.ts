/**
 * What the use-cases need of the outside, in their words. Adapters (engine, store, catalog, http's signer) implement these;
 * they may import types from here and nothing else of this room.
 */
import type { FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { BucketName } from "../base/bucket-name.js";
import type { ObjectKey } from "../base/object-key.js";
import type { StyleName } from "../base/style-name.js";
import type { Format } from "../pipeline/format.js";
import type { Header, Insights } from "../pipeline/header.js";
import type { ImagePipeline } from "../pipeline/pipeline.js";
import type { PipelinePlan } from "../pipeline/plan.js";
import type { MarkHeaders } from "../pipeline/plan-steps.js";

// ---- objects ---------------------------------------------------------------------------------------------------------

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

/** What an owner decides for all objects of a bucket. */
export interface BucketPolicy {
  readonly acl: BucketAcl;
  /** Those in force, in the order of the type; none at first. */
  readonly styleSeparators: readonly StyleSeparator[];
  /** An object that meets any of these is protected; none at first. Source: specification §20.1. */
  readonly sourceProtection: readonly ProtectionRule[];
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

/** What the image header says, or why there is none; absent until the object was first looked at. */
export type Inspection =
  | { readonly state: "image"; readonly header: Header }
  | { readonly state: "not-image"; readonly reason: string };

export interface StoredObject extends ObjectRef, ObjectHeaders {
  /** Changes with every write of the key, also when the bytes stay the same: results are cached under it. */
  readonly version: string;
  /** Upper-case hex without quotes; the MD5 of the content for a simple put. */
  readonly etag: string;
  /** CRC-64/XZ, decimal. */
  readonly crc64: string;
  readonly byteSize: number;
  readonly acl: ObjectAcl;
  readonly type: "Normal" | "Multipart" | "Appendable";
  /** ms since 1970; whole seconds are what the protocol shows. */
  readonly lastModified: number;
  readonly inspection?: Inspection;
}

export interface PutOptions extends ObjectHeaders {
  readonly acl?: ObjectAcl;
  /** Bytes announced by the caller; fewer or more is RequestTimeout. */
  readonly expectedBytes?: number;
  /** Base64; a difference is InvalidDigest and nothing is stored. */
  readonly expectedMd5?: string;
  /** Throw FileAlreadyExists instead of replacing. */
  readonly forbidOverwrite?: boolean;
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
  readonly objects: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  /** The last entry of the page, key or prefix, when there is more. */
  readonly next?: string;
}

export interface Style {
  readonly bucket: BucketName;
  readonly name: StyleName;
  /** Any `image/…` string; checked when used. */
  readonly content: string;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ByteRange {
  /** First byte, from 0. */
  readonly start: number;
  /** Last byte, inclusive. */
  readonly end: number;
}

/** Buckets, objects, ACLs and styles. Absent things are `undefined` or `false`; the use-case decides what that means. */
export interface Store {
  /** Existing: leaves it, and sets the ACL when one is given. */
  createBucket(name: BucketName, acl: BucketAcl | undefined, signal: AbortSignal): Promise<Bucket>;
  findBucket(name: BucketName, signal: AbortSignal): Promise<Bucket | undefined>;
  /** In name order, strictly after `after`. */
  listBuckets(
    query: { prefix?: string; after?: string; limit: number },
    signal: AbortSignal,
  ): Promise<{ buckets: readonly Bucket[]; next?: string }>;
  /** Changes what is given, all at once; `undefined` when there is none. */
  updateBucket(name: BucketName, change: Partial<BucketPolicy>, signal: AbortSignal): Promise<Bucket | undefined>;
  /** Throws BucketNotEmpty; false when there is none. */
  deleteBucket(name: BucketName, signal: AbortSignal): Promise<boolean>;

  /** Whole or absent: resolves after bytes are synced and the record is committed. Throws NoSuchBucket and what PutOptions names. */
  put(at: ObjectRef, body: Readable, options: PutOptions, signal: AbortSignal): Promise<StoredObject>;
  find(at: ObjectRef, signal: AbortSignal): Promise<StoredObject | undefined>;
  /** The bytes of exactly this version, as a stream with back-pressure. Throws NoSuchKey when it is gone. */
  open(object: StoredObject, range: ByteRange | undefined, signal: AbortSignal): Promise<Readable>;
  /** A local file with the bytes of exactly this version, for engines that read by path; `release` when done. Throws NoSuchKey. */
  file(object: StoredObject, signal: AbortSignal): Promise<LocalFile>;
  /** False when there was none. */
  delete(at: ObjectRef, signal: AbortSignal): Promise<boolean>;
  setObjectAcl(at: ObjectRef, acl: ObjectAcl, signal: AbortSignal): Promise<boolean>;
  list(query: ListQuery, signal: AbortSignal): Promise<ListPage>;
  /** Keeps what the header says with this version of the object; nothing happens when it is gone. */
  keepInspection(object: StoredObject, inspection: Inspection, signal: AbortSignal): Promise<void>;

  putStyle(bucket: BucketName, name: StyleName, content: string, signal: AbortSignal): Promise<Style>;
  findStyle(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<Style | undefined>;
  listStyles(bucket: BucketName, signal: AbortSignal): Promise<readonly Style[]>;
  deleteStyle(bucket: BucketName, name: StyleName, signal: AbortSignal): Promise<boolean>;

  /** Throws when store or catalog cannot serve. */
  check(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface LocalFile {
  readonly path: string;
  release(): Promise<void>;
}

// ---- catalog ---------------------------------------------------------------------------------------------------------

/** One object's row: what the store knows of it, and the name of the file that holds its bytes. */
export interface ObjectRecord extends StoredObject {
  /** Lower-case hex SHA-256 of the content. */
  readonly blob: string;
}

/** Records of buckets, objects and styles for a store that keeps only bytes. Each method is one transaction, durable when it resolves. */
export interface Catalog {
  createBucket(bucket: Bucket): Promise<Bucket>;
  findBucket(name: BucketName): Promise<Bucket | undefined>;
  listBuckets(query: { prefix?: string; after?: string; limit: number }): Promise<readonly Bucket[]>;
  updateBucket(name: BucketName, change: Partial<BucketPolicy>): Promise<Bucket | undefined>;
  /** Throws BucketNotEmpty; removes the bucket's styles with it. */
  deleteBucket(name: BucketName): Promise<boolean>;

  /** Inserts or replaces; answers the replaced record. Throws NoSuchBucket, and FileAlreadyExists with `forbidOverwrite`. */
  putObject(record: ObjectRecord, options: { forbidOverwrite: boolean }): Promise<ObjectRecord | undefined>;
  findObject(at: ObjectRef): Promise<ObjectRecord | undefined>;
  deleteObject(at: ObjectRef): Promise<ObjectRecord | undefined>;
  setObjectAcl(at: ObjectRef, acl: ObjectAcl): Promise<boolean>;
  listObjects(query: ListQuery): Promise<ListPage>;
  keepInspection(at: ObjectRef, version: string, inspection: Inspection): Promise<void>;
  /** True while any record names the file. */
  isBlobUsed(blob: string): Promise<boolean>;

  putStyle(style: Style): Promise<Style>;
  findStyle(bucket: BucketName, name: StyleName): Promise<Style | undefined>;
  listStyles(bucket: BucketName): Promise<readonly Style[]>;
  deleteStyle(bucket: BucketName, name: StyleName): Promise<boolean>;

  check(): Promise<void>;
  close(): Promise<void>;
}

// ---- engine ----------------------------------------------------------------------------------------------------------

/** The bytes an engine works on. */
export interface Source {
  /** A file that stays as it is until the work is done. */
  readonly path: string;
  readonly byteSize: number;
}

/** The bytes of a watermark object, and what its header says. */
export interface MarkSource extends Source {
  readonly header: Header;
}

export interface RenderJob {
  readonly source: Source;
  readonly header: Header;
  readonly pipeline: ImagePipeline;
  /** Files of the watermark objects that the pipeline names, by key. */
  readonly marks: ReadonlyMap<string, MarkSource>;
}

/** Milliseconds spent, for Server-Timing. */
export interface Timings {
  readonly planMs: number;
  readonly queueMs: number;
  /** Reading and decoding. */
  readonly sourceMs: number;
  readonly renderMs: number;
  readonly encodeMs: number;
}

/** What is known of a finished image besides its bytes. */
export interface ImageFacts {
  readonly byteSize: number;
  readonly format: Format;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** A finished image in a file of the engine's; whoever gets it calls `release` when the bytes have been read or moved. */
export interface RenderedImage extends ImageFacts {
  readonly kind: "image";
  readonly file: LocalFile;
  readonly timings: Timings;
}

/** The answer of `info` or `average-hue`. */
export interface RenderedDocument {
  readonly kind: "document";
  /** Pretty much small: a JSON object. */
  readonly json: string;
  readonly timings: Timings;
}

export type Rendered = RenderedImage | RenderedDocument;

/** What `explain` shows: the plan as data, no pixel read. */
export interface Explanation {
  readonly plan: PipelinePlan;
  /** For each stage the passes in which this engine runs its ops, and the rewrite rules that made them so. */
  readonly execution: readonly StageExecution[];
  readonly cost: { readonly peakBytes: number; readonly milliseconds: number };
}

export interface StageExecution {
  /** Ops of each pass in words, `scale 300x200`. */
  readonly passes: readonly { readonly ops: readonly string[]; readonly width: number; readonly height: number }[];
  /** Names of the rules that fired, in order. */
  readonly rules: readonly string[];
}

export interface Engine {
  readonly name: "local" | "oss";
  /** Names everything that decides the bytes of a result: library versions, fonts, settings. Part of every ETag. */
  readonly fingerprint: string;
  /** Reads the header. Throws BadRequest (not a supported image), ImageTooLarge, ImageDamage. */
  inspect(source: Source, signal: AbortSignal): Promise<Header>;
  /**
   * Looks at the pixels of the first frame; `header` is what `inspect` said. Waits its turn like a render, and aborting ends
   * it. Throws ImageDamage, ImageTooLarge, NotImplemented, DeadlineExceeded, ServiceUnavailable.
   */
  analyse(source: Source, header: Header, signal: AbortSignal): Promise<Insights>;
  /** Throws what planning and `marks` throw, and NotImplemented and InvalidArgument for what this engine cannot do. */
  explain(pipeline: ImagePipeline, header: Header, marks: MarkHeaders): Explanation;
  /** Runs the pipeline. Aborting ends the work. Throws what `explain` throws, ImageDamage, DeadlineExceeded, ServiceUnavailable. */
  render(job: RenderJob, signal: AbortSignal): Promise<Rendered>;
  readonly capabilities: EngineCapabilities;
  /** Throws when it cannot serve. */
  check(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface EngineCapabilities {
  readonly formats: readonly { readonly format: Format; readonly decode: boolean; readonly encode: boolean }[];
  /** Actions, or `action.item`s, of the registry that this engine refuses. */
  readonly unsupported: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly family: string }[];
  readonly limits: {
    readonly maxSourceBytes: number;
    readonly maxSourcePixels: number;
    readonly deadlineMs: number;
    readonly memoryBytes: number;
  };
}

// ---- results ---------------------------------------------------------------------------------------------------------

/** A kept image. Its bytes stay, whatever becomes of its name: all of them where they are few, else a file that whoever gets it closes. */
export interface KeptImage extends ImageFacts {
  readonly kind: "image";
  readonly content: Buffer | FileHandle;
}

export interface KeptDocument {
  readonly kind: "document";
  readonly json: string;
}

/**
 * Finished results, under the ETag that names everything which decides their bytes (`Preparation.etag`), so none is ever
 * out of date. They may be gone at any time, and trouble with them is logged and never thrown: a request can always be
 * answered without.
 */
export interface Results {
  /** Counts as a use of it. */
  find(etag: string): Promise<KeptImage | KeptDocument | undefined>;
  /** Whether `find` would answer, as far as is known without reading; no use of it. */
  has(etag: string): Promise<boolean>;
  /** Takes over an image's file: it is moved or released. `find` answers it from when this resolves. */
  keep(etag: string, rendered: Rendered): Promise<void>;
  close(): Promise<void>;
}

// ---- signing ---------------------------------------------------------------------------------------------------------

/** Makes URLs that the HTTP door accepts. */
export interface UrlSigner {
  /** `expiresAt` in whole seconds since 1970. The process string, when given, is part of what is signed. */
  signGet(at: ObjectRef, options: { process?: string; downloadAs?: string; expiresAt: number }): string;
}
