import type { Readable } from "node:stream";
import type { BucketName } from "../base/bucket-name.js";
import type { Failure } from "../base/failure.js";
import type { ObjectKey } from "../base/object-key.js";
import type { StyleName } from "../base/style-name.js";
import type { EngineChoice } from "../pipeline/engine-choice.js";
import type { Header, Insights } from "../pipeline/header.js";
import type { Pipeline } from "../pipeline/pipeline.js";
import type { Call } from "./call.js";
import type { ImageIntake } from "./image-intake.js";
import type { KeyService } from "./key-service.js";
import type {
  AppendOptions,
  Bucket,
  BucketAcl,
  BucketPolicy,
  ByteRange,
  ChangeQuery,
  CompleteOptions,
  CopyOptions,
  CorsConfiguration,
  EngineCapabilities,
  Explanation,
  ImageFacts,
  ImagePosition,
  ImageQuery,
  ImageSelection,
  IndexedPlace,
  ListedBucket,
  ListedObject,
  ListPage,
  ListQuery,
  NotesChange,
  ObjectAcl,
  ObjectChange,
  ObjectHeaders,
  ObjectNotes,
  ObjectRef,
  Part,
  PartOptions,
  PartsPage,
  PartsQuery,
  PixelComparison,
  PutOptions,
  StoredObject,
  Style,
  StyleDraft,
  StyleVersionsQuery,
  Timings,
  Upload,
  UploadOptions,
  UploadsPage,
  UploadsQuery,
} from "./ports.js";
import type { ResolvedPipeline } from "./resolve-styles.js";
import type { StyleImpacts } from "./style-uses.js";
import type { UrlControl } from "./url-control.js";

/** A pipeline bound to an object: checked, styles resolved, planned; nothing rendered yet. */
export interface Preparation {
  readonly object: StoredObject;
  readonly header: Header;
  /** As it was asked for. */
  readonly pipeline: Pipeline;
  /** With styles replaced by their content, and the format written that was chosen. */
  readonly resolved: ResolvedPipeline;
  /** Watermark objects that it draws, by key; the caller may read them. */
  readonly marks: ReadonlyMap<string, { readonly object: StoredObject; readonly header: Header }>;
  readonly explanation: Explanation;
  /** The pipeline leaves the format to the Accept header: with another one the result may be another. */
  readonly isNegotiated: boolean;
  /** Canonical process string of `pipeline`. */
  readonly canonical: string;
  /** Of the result, without quotes: the same source version, pipeline, styles and engine give the same one. */
  readonly etag: string;
}

/**
 * Where a result came from: kept from before; rendered now, and kept; rendered now for another request which had asked for
 * the same; rendered now while nothing is kept.
 */
export type CacheState = "hit" | "miss" | "shared" | "off";

export interface ResultStory {
  readonly cache: CacheState;
  /** Absent where nothing was rendered. */
  readonly timings?: Timings;
}

/** A finished image. Its bytes can be read, as often as wanted, until it is released; whoever gets it releases it. */
export interface ImageResult extends ImageFacts, ResultStory {
  readonly kind: "image";
  /** All bytes, where they are few and here already. */
  readonly bytes?: Buffer;
  /** All bytes without a range. */
  open(range?: ByteRange): Readable;
  release(): Promise<void>;
}

/** The answer of `info` or `average-hue`. */
export interface DocumentResult extends ResultStory {
  readonly kind: "document";
  readonly json: string;
  release(): Promise<void>;
}

/** Two finished images, and how far they are apart. */
export interface RenditionComparison {
  readonly a: ImageFacts;
  readonly b: ImageFacts;
  readonly pixels: PixelComparison;
}

/** A page of images. */
export interface FoundImages {
  readonly images: readonly { readonly object: StoredObject; readonly position: ImagePosition }[];
  /** Behind which the next page starts; absent at the end. */
  readonly next?: ImagePosition;
  /** Everything had been looked at: none is missing because nobody knows what it is. */
  readonly isComplete: boolean;
}

/** An object and the style under which its name asks for it. */
export interface Styled {
  readonly at: ObjectRef;
  readonly pipeline: Pipeline;
}

/** What became of one of many keys. */
export type Deletion =
  | { readonly key: ObjectKey; readonly outcome: "deleted" | "absent" }
  | { readonly key: ObjectKey; readonly outcome: "refused"; readonly failure: Failure };

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
export interface Service extends KeyService, ImageIntake, StyleImpacts, UrlControl {
  readonly capabilities: EngineCapabilities & {
    readonly engine: "local" | "oss";
    /** Whether images are found by more than their names in every bucket, and not only where a walk has been. */
    readonly listing: { readonly isIndexed: boolean };
  };

  /** Says nothing when the caller may make that bucket; for doors that must refuse before they read a body. */
  authorizeCreate(name: BucketName, call: Call): Promise<void>;
  createBucket(name: BucketName, acl: BucketAcl | undefined, call: Call): Promise<Bucket>;
  getBucket(name: BucketName, call: Call): Promise<Bucket>;
  /** Those that the caller's grant names, in name order. */
  listBuckets(
    query: { prefix?: string; after?: string; limit: number },
    call: Call,
  ): Promise<{ buckets: readonly ListedBucket[]; next?: string }>;
  /** Changes what is given of a bucket's policy, all at once. */
  updateBucket(name: BucketName, change: Partial<BucketPolicy>, call: Call): Promise<Bucket>;
  deleteBucket(name: BucketName, call: Call): Promise<void>;

  putObject(at: ObjectRef, body: Readable, options: PutOptions, call: Call): Promise<StoredObject>;
  /**
   * Says nothing when the caller may read there what the process string makes, whether or not an object is there and the
   * string is right; for doors that must refuse before they parse.
   */
  authorizeRead(at: ObjectRef, process: string, call: Call): Promise<void>;
  /** Likewise for a POST to the object: processing it or saving what comes out. */
  authorizePost(at: ObjectRef, call: Call): Promise<void>;
  /** Likewise for deleting something in a bucket; which keys, is said later. */
  authorizeDelete(bucket: BucketName, call: Call): Promise<void>;
  /** Likewise for what concerns a bucket itself. */
  authorizeManage(bucket: BucketName, call: Call): Promise<void>;
  /** The record; the caller must be allowed to read the object as it is. */
  getObject(at: ObjectRef, call: Call): Promise<StoredObject>;
  /** The record; for a caller who may see what the bucket's styles make of the object, and perhaps no more. */
  viewObject(at: ObjectRef, call: Call): Promise<StoredObject>;
  /** What a name with a style in it means, `photo.jpg!small`; `undefined` for the name of an object. */
  findStyled(at: ObjectRef, call: Call): Promise<Styled | undefined>;
  /** The bytes of a record that `getObject` gave to the same caller. */
  openObject(object: StoredObject, range: ByteRange | undefined, call: Call): Promise<Readable>;
  /** The bytes of a record that `getObject` gave to the same caller, as another object, or as the same with other headers. */
  copyObject(source: StoredObject, target: ObjectRef, options: CopyOptions, call: Call): Promise<StoredObject>;
  /** Likewise under another name instead of its own; headers and ACL stay. */
  moveObject(
    source: StoredObject,
    target: ObjectRef,
    options: Pick<CopyOptions, "forbidOverwrite">,
    call: Call,
  ): Promise<StoredObject>;
  /** A record that `getObject` gave to the same caller, with other headers; bytes and ACL stay. */
  setObjectHeaders(object: StoredObject, headers: ObjectHeaders, call: Call): Promise<StoredObject>;
  appendObject(at: ObjectRef, body: Readable, options: AppendOptions, call: Call): Promise<StoredObject>;
  /** Silent about those that there are not. Nothing is deleted when the caller may not delete all of them. 1..1000 keys. */
  deleteObjects(bucket: BucketName, keys: readonly ObjectKey[], call: Call): Promise<void>;
  /** Deletes those that there are and that the caller may delete, and tells what became of each. 1..1000 keys. */
  deleteEach(bucket: BucketName, keys: readonly ObjectKey[], call: Call): Promise<readonly Deletion[]>;
  /** Silent when there is none; NoSuchBucket without the bucket. */
  deleteObject(at: ObjectRef, call: Call): Promise<void>;
  getObjectAcl(at: ObjectRef, call: Call): Promise<ObjectAcl>;
  setObjectAcl(at: ObjectRef, acl: ObjectAcl, call: Call): Promise<void>;
  listObjects(query: ListQuery, call: Call): Promise<ListPage>;
  /**
   * What this gateway does to the objects below a prefix from now on, for who may list it; whoever takes the changes calls
   * `return` in the end. `next` throws SubscriberTooSlow, and AccessDenied once the caller may not any more.
   */
  watchObjects(query: ChangeQuery, call: Call): Promise<AsyncIterableIterator<ObjectChange>>;
  /** Throws NotIndexed where the index does not know every object. */
  findImages(query: ImageQuery, call: Call): Promise<FoundImages>;
  /** `undefined` for who may not see everything there, and where the index does not know every object. */
  countImages(selection: ImageSelection, call: Call): Promise<number | undefined>;
  /** Where the index knows every object of a bucket, for who may list it. */
  indexedPlaces(bucket: BucketName, call: Call): Promise<readonly IndexedPlace[]>;

  /** What people say of objects that the caller was given, in the order asked; `undefined` where they say nothing. At most 1000. */
  findNotes(objects: readonly ObjectRef[], call: Call): Promise<readonly (ObjectNotes | undefined)[]>;
  /** Changes what is given, and answers all that is said then. Throws InvalidArgument. */
  setNotes(at: ObjectRef, change: NotesChange, call: Call): Promise<ObjectNotes>;
  /**
   * What was saved from an object that the caller was given: what is still that and the caller may see, in order of bucket
   * and key. `next` is behind what the page looked at.
   */
  listDerived(
    source: ObjectRef,
    query: { readonly after?: ObjectRef; readonly limit: number },
    call: Call,
  ): Promise<{ readonly objects: readonly StoredObject[]; readonly next?: ObjectRef }>;

  /** With `forbidOverwrite` it throws FileAlreadyExists where there is an object now; completing has a say of its own. */
  startUpload(at: ObjectRef, options: UploadOptions & { forbidOverwrite?: boolean }, call: Call): Promise<Upload>;
  /** For a caller who may write there. Throws NoSuchUpload, also when the id is another key's. */
  getUpload(at: ObjectRef, id: string, call: Call): Promise<Upload>;
  /** These four: an upload that `getUpload` gave to the same caller. Each throws what the store's own does. */
  putPart(upload: Upload, number: number, body: Readable, options: PartOptions, call: Call): Promise<Part>;
  /** `source` is a record that `getObject` gave to the same caller. */
  copyPart(
    upload: Upload,
    number: number,
    source: StoredObject,
    range: ByteRange | undefined,
    call: Call,
  ): Promise<Part>;
  listParts(upload: Upload, query: PartsQuery, call: Call): Promise<PartsPage>;
  completeUpload(upload: Upload, options: CompleteOptions, call: Call): Promise<StoredObject>;
  /** Throws NoSuchUpload when it has ended meanwhile. */
  abortUpload(upload: Upload, call: Call): Promise<void>;
  listUploads(query: UploadsQuery, call: Call): Promise<UploadsPage>;

  /** What a bucket says to pages of other origins; asked without any right, since browsers ask unsigned. */
  corsOf(bucket: BucketName, call: Call): Promise<CorsConfiguration | undefined>;

  /** The key of a bucket's fallback image; asked without any right, which it takes to see what is made of it. */
  fallbackOf(bucket: BucketName, call: Call): Promise<ObjectKey | undefined>;

  /** The image header, read once and kept with the object. Throws BadRequest when the object is not an image. */
  describeObject(object: ListedObject, call: Call): Promise<Header>;
  /**
   * What a look at the pixels tells of an image, looked at once and kept with the object; the caller must be allowed to read
   * the object as it is. `choice` says who is to look, default as configured. Throws like `describeObject` and a render.
   */
  analyseObject(object: ListedObject, call: Call, choice?: EngineChoice): Promise<Insights>;
  /** Everything but pixels, where the pipeline does not itself ask for what they show: rights, styles, header, plan. Enough for HEAD, 304, `url` and `rendition`. */
  prepare(at: ObjectRef, pipeline: Pipeline, call: Call): Promise<Preparation>;
  /** The result that was prepared for the same caller: kept from before, or rendered once for all who ask for it now. */
  render(preparation: Preparation, call: Call): Promise<ImageResult | DocumentResult>;
  /** Where `render` would have the result from now, but for requests under way. */
  cacheState(preparation: Preparation): Promise<Exclude<CacheState, "shared">>;
  /**
   * Makes two images that were prepared for the same caller, as `render` does, and compares their pixels; `heatMapSide` is the
   * longest side of the map in px, 0 for none. Throws what `render` throws, NotImplemented where nothing works pixels here.
   */
  compareRenditions(
    preparations: readonly [Preparation, Preparation],
    options: { readonly heatMapSide: number },
    call: Call,
  ): Promise<RenditionComparison>;
  saveAs(input: SaveAs, call: Call): Promise<SaveResult & { readonly story?: ResultStory }>;

  /** Signs a GET for what the caller may read; `expiresIn` seconds, 1..604800, rounded up so that equal requests get equal URLs for a while. It is written down. Throws AccessDenied where it is revoked. */
  signUrl(
    at: ObjectRef,
    options: { process?: string; downloadAs?: string; expiresIn?: number },
    call: Call,
  ): Promise<{ url: string; expiresAt: number }>;

  /** Makes or replaces it; what differs from how it is now is a new version. Throws InvalidArgument above 50 in a bucket, BadRequest, and with `over` StyleChanged. */
  writeStyle(bucket: BucketName, name: StyleName, draft: Omit<StyleDraft, "changedBy">, call: Call): Promise<Style>;
  /** The same with content alone; its parameters stay. */
  putStyle(bucket: BucketName, name: StyleName, content: string, call: Call): Promise<Style>;
  getStyle(bucket: BucketName, name: StyleName, call: Call): Promise<Style>;
  listStyles(bucket: BucketName, call: Call): Promise<readonly Style[]>;
  /** What it was in one of its last hundred versions. Throws NoSuchStyleVersion. */
  getStyleVersion(bucket: BucketName, name: StyleName, version: number, call: Call): Promise<Style>;
  /** The newest first. */
  listStyleVersions(
    bucket: BucketName,
    name: StyleName,
    query: StyleVersionsQuery,
    call: Call,
  ): Promise<readonly Style[]>;
  /** True when there was one. */
  deleteStyle(bucket: BucketName, name: StyleName, call: Call): Promise<boolean>;

  /** Throws when a part cannot serve; for /readyz. */
  check(signal: AbortSignal): Promise<void>;
}

export type { Call, Caller } from "./call.js";
export type { ObjectKey };
