import type { Readable } from "node:stream";
import type { BucketName } from "../base/bucket-name.js";
import type { ObjectKey } from "../base/object-key.js";
import type { StyleName } from "../base/style-name.js";
import type { Header } from "../pipeline/header.js";
import type { ImagePipeline, Pipeline } from "../pipeline/pipeline.js";
import type {
  Bucket,
  BucketAcl,
  ByteRange,
  EngineCapabilities,
  Explanation,
  ListPage,
  ListQuery,
  ObjectAcl,
  ObjectRef,
  PutOptions,
  RenderedDocument,
  RenderedImage,
  StoredObject,
  Style,
  Timings,
} from "./ports.js";

/** Who asks. A front door authenticates; the use-cases decide what that caller may do. */
export type Caller =
  /** No signature, no token: what the ACLs make public. */
  | { readonly kind: "anonymous" }
  /** A verified access key of the OSS endpoint. */
  | { readonly kind: "key"; readonly accessKeyId: string }
  /** The bearer of the admin token. */
  | { readonly kind: "admin" };

/** What every use-case gets besides its input. */
export interface Call {
  readonly caller: Caller;
  /** Aborts when the client leaves or the deadline passes. */
  readonly signal: AbortSignal;
}

/** A pipeline bound to an object: checked, styles resolved, planned; nothing rendered yet. */
export interface Preparation {
  readonly object: StoredObject;
  readonly header: Header;
  /** As it was asked for. */
  readonly pipeline: Pipeline;
  /** With styles replaced by their content. */
  readonly resolved: ImagePipeline;
  /** Watermark objects that it draws, by key; the caller may read them. */
  readonly marks: ReadonlyMap<string, { readonly object: StoredObject; readonly header: Header }>;
  readonly explanation: Explanation;
  /** Canonical process string of `pipeline`. */
  readonly canonical: string;
  /** Of the result, without quotes: the same source version, pipeline, styles and engine give the same one. */
  readonly etag: string;
}

export interface SaveAs {
  readonly source: ObjectRef;
  readonly pipeline: Pipeline;
  readonly target: ObjectRef;
  /** Default REPLACE. */
  readonly ifExists?: "REPLACE" | "FAIL" | "SKIP";
  readonly acl?: ObjectAcl;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly contentDisposition?: string;
}

export interface SaveResult {
  readonly object: StoredObject;
  /** False when `SKIP` found an object there. */
  readonly written: boolean;
}

/**
 * All use-cases, as the front doors see them. Each throws Failures: AccessDenied where the caller lacks the right (checked
 * before existence: an anonymous caller learns nothing of a private bucket), NoSuchBucket, NoSuchKey, NoSuchStyle.
 * Rights: specification of image processing §21 and wire protocol §3.8.
 */
export interface Service {
  readonly capabilities: EngineCapabilities & { readonly engine: "local" | "oss" };

  createBucket(name: BucketName, acl: BucketAcl | undefined, call: Call): Promise<Bucket>;
  getBucket(name: BucketName, call: Call): Promise<Bucket>;
  listBuckets(
    query: { prefix?: string; after?: string; limit: number },
    call: Call,
  ): Promise<{ buckets: readonly Bucket[]; next?: string }>;
  setBucketAcl(name: BucketName, acl: BucketAcl, call: Call): Promise<void>;
  deleteBucket(name: BucketName, call: Call): Promise<void>;

  putObject(at: ObjectRef, body: Readable, options: PutOptions, call: Call): Promise<StoredObject>;
  /** Says nothing when the caller may read there, whether or not an object is there; for doors that must refuse before they parse. */
  authorizeRead(at: ObjectRef, call: Call): Promise<void>;
  /** Likewise for a POST to the object: processing it or saving what comes out. */
  authorizePost(at: ObjectRef, call: Call): Promise<void>;
  /** The record; the caller must be allowed to read the object. */
  getObject(at: ObjectRef, call: Call): Promise<StoredObject>;
  /** The bytes of a record that `getObject` gave to the same caller. */
  openObject(object: StoredObject, range: ByteRange | undefined, call: Call): Promise<Readable>;
  /** Silent when there is none; NoSuchBucket without the bucket. */
  deleteObject(at: ObjectRef, call: Call): Promise<void>;
  getObjectAcl(at: ObjectRef, call: Call): Promise<ObjectAcl>;
  setObjectAcl(at: ObjectRef, acl: ObjectAcl, call: Call): Promise<void>;
  listObjects(query: ListQuery, call: Call): Promise<ListPage>;

  /** The image header, read once and kept with the object. Throws BadRequest when the object is not an image. */
  describeObject(object: StoredObject, call: Call): Promise<Header>;
  /** Everything but pixels: rights, styles, header, plan. Enough for HEAD, 304, `url` and `rendition`. */
  prepare(at: ObjectRef, pipeline: Pipeline, call: Call): Promise<Preparation>;
  /** Renders what was prepared for the same caller. */
  render(preparation: Preparation, call: Call): Promise<RenderedImage | RenderedDocument>;
  saveAs(input: SaveAs, call: Call): Promise<SaveResult & { readonly timings?: Timings }>;

  /** Signs a GET for what the caller may read; `expiresIn` seconds, 1..604800, rounded up so that equal requests get equal URLs for a while. */
  signUrl(
    at: ObjectRef,
    options: { process?: string; downloadAs?: string; expiresIn?: number },
    call: Call,
  ): Promise<{ url: string; expiresAt: number }>;

  putStyle(bucket: BucketName, name: StyleName, content: string, call: Call): Promise<Style>;
  getStyle(bucket: BucketName, name: StyleName, call: Call): Promise<Style>;
  listStyles(bucket: BucketName, call: Call): Promise<readonly Style[]>;
  /** True when there was one. */
  deleteStyle(bucket: BucketName, name: StyleName, call: Call): Promise<boolean>;

  /** Throws when a part cannot serve; for /readyz. */
  check(signal: AbortSignal): Promise<void>;
}

export type { ObjectKey };
