import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { StyleName } from "../../base/style-name.js";
import type { AccessKeys } from "./access-keys.js";
import type { CompletedUploads } from "./completed-uploads.js";
import type { Derivations } from "./derivations.js";
import type { ImageIndex } from "./image-index.js";
import type { Notes } from "./notes.js";
import type {
  Bucket,
  BucketPolicy,
  Inspection,
  ListedObject,
  ListPage,
  ListQuery,
  ObjectAcl,
  ObjectHeaders,
  ObjectRef,
  StoredObject,
} from "./objects.js";
import type { UrlRecords } from "./signed-urls.js";
import type { Style, StyleDraft, StyleVersions } from "./styles.js";
import type { ListedUpload, Part, Upload, UploadsPage, UploadsQuery } from "./uploads.js";
import type { Walks } from "./walks.js";

/** A file of bytes that belongs to an object. */
export interface Segment {
  /** Lower-case hex SHA-256 of the bytes. */
  readonly blob: string;
  readonly byteSize: number;
}

/** One object's row: what the store knows of it, and the files that hold its bytes. */
export interface ObjectRecord extends StoredObject {
  /** One after the other they are the content; one for all that was put in one go. */
  readonly segments: readonly Segment[];
}

/** What must hold for a record to be put in its place. */
export interface PutRecordOptions {
  /** Throw FileAlreadyExists instead of replacing. */
  readonly forbidOverwrite?: boolean;
  /** Replace the object of this version and nothing else: NoSuchKey when it is gone or another. */
  readonly over?: string;
  /** Leave the ACL of the object that is replaced, which may have changed since it was found. */
  readonly keepAcl?: boolean;
}

/** One upload's row. A cloud keeps the rest to itself. */
export interface UploadRecord extends ListedUpload, ObjectHeaders {
  /** What the object will have. */
  readonly acl: ObjectAcl;
}

/** One part's row. */
export interface PartRecord extends Part {
  /** Lower-case hex SHA-256 of the bytes. */
  readonly blob: string;
}

/** Records of buckets, objects and styles for a store that keeps only bytes. Each method is one transaction, durable when it resolves. */
export interface Catalog {
  createBucket(bucket: Bucket): Promise<Bucket>;
  findBucket(name: BucketName): Promise<Bucket | undefined>;
  listBuckets(query: { prefix?: string; after?: string; limit: number }): Promise<readonly Bucket[]>;
  updateBucket(name: BucketName, change: Partial<BucketPolicy>): Promise<Bucket | undefined>;
  /** Throws BucketNotEmpty, also while there are uploads; removes the bucket's styles with it. */
  deleteBucket(name: BucketName): Promise<boolean>;

  /** Inserts or replaces; answers the replaced record. Throws NoSuchBucket and what PutRecordOptions names. */
  putObject(record: ObjectRecord, options: PutRecordOptions): Promise<ObjectRecord | undefined>;
  findObject(at: ObjectRef): Promise<StoredObject | undefined>;
  /** The same with its files, of which there may be thousands. */
  findRecord(at: ObjectRef): Promise<ObjectRecord | undefined>;
  /** Answers the deleted record; with a version no other one is deleted. */
  deleteObject(at: ObjectRef, version?: string): Promise<ObjectRecord | undefined>;
  /** Answers those that there were. */
  deleteObjects(bucket: BucketName, keys: readonly ObjectKey[]): Promise<readonly ObjectRecord[]>;
  setObjectAcl(at: ObjectRef, acl: ObjectAcl): Promise<boolean>;
  listObjects(query: ListQuery): Promise<ListPage>;
  keepInspection(at: ObjectRef, version: string, inspection: Inspection): Promise<void>;
  /** True while any record of an object or a part names the file. */
  isBlobUsed(blob: string): Promise<boolean>;

  /** Throws NoSuchBucket. */
  startUpload(upload: UploadRecord): Promise<void>;
  /** `undefined` also when the id is another key's. */
  findUpload(at: ObjectRef, id: string): Promise<UploadRecord | undefined>;
  listUploads(query: UploadsQuery): Promise<UploadsPage>;
  /** Those that were started before, ms since 1970; at most `limit`. */
  listStaleUploads(before: number, limit: number): Promise<readonly Upload[]>;
  /** Inserts or replaces; answers the replaced part. Throws NoSuchUpload. */
  putPart(upload: Upload, part: PartRecord): Promise<PartRecord | undefined>;
  /** In order of number. */
  listParts(upload: Upload, query: { readonly after?: number; readonly limit: number }): Promise<readonly PartRecord[]>;
  /**
   * Ends the upload and puts the object in its place, in one transaction; answers the replaced record and all parts. Throws
   * NoSuchUpload, NoSuchBucket, FileAlreadyExists.
   */
  completeUpload(
    upload: Upload,
    record: ObjectRecord,
    options: PutRecordOptions,
  ): Promise<{ readonly replaced: ObjectRecord | undefined; readonly parts: readonly PartRecord[] }>;
  /** Ends the upload; answers its parts, `undefined` when there is none. */
  abortUpload(upload: Upload): Promise<readonly PartRecord[] | undefined>;

  /** `now` in ms since 1970. Throws what `StyleStore.putStyle` does. */
  putStyle(bucket: BucketName, name: StyleName, draft: StyleDraft, now: number): Promise<Style>;
  findStyle(bucket: BucketName, name: StyleName): Promise<Style | undefined>;
  listStyles(bucket: BucketName): Promise<readonly Style[]>;
  /** With its versions. */
  deleteStyle(bucket: BucketName, name: StyleName): Promise<boolean>;
  readonly styleVersions: StyleVersions;

  readonly accessKeys: AccessKeys;
  /** Of the objects above. */
  readonly images: ImageIndex;
  readonly facts: Facts;
  /** Of objects that live elsewhere, as `walks` and `facts` were told of them. */
  readonly listedImages: ImageIndex;
  readonly walks: Walks;
  readonly notes: Notes;
  readonly derivations: Derivations;
  readonly completedUploads: CompletedUploads;
  readonly urls: UrlRecords;

  check(): Promise<void>;
  close(): Promise<void>;
}

/** What Imgraph knows of buckets and objects that live in a store of somebody else's. */
export interface Facts {
  /** What is kept of exactly these versions, in the order asked; 1..1000. */
  findInspections(
    objects: readonly Pick<StoredObject, "bucket" | "key" | "version">[],
  ): Promise<readonly (Inspection | undefined)[]>;
  /** Replaces what is kept of an earlier version. */
  keepInspection(object: ListedObject, inspection: Inspection): Promise<void>;
  /**
   * Takes in that an object was found so at `toldAt`, ms since 1970, or was not there: what is kept of another version goes, and
   * where there have been walks, the index has it.
   */
  tell(at: ObjectRef, found: ListedObject | undefined, toldAt: number): Promise<void>;
  /** Silent when there is nothing of it. */
  forgetObjects(bucket: BucketName, keys: readonly ObjectKey[]): Promise<void>;
  findBucketFacts(bucket: BucketName): Promise<BucketFacts | undefined>;
  keepBucketFacts(bucket: BucketName, facts: BucketFacts): Promise<void>;
  /** All of the bucket and its objects. */
  forgetBucket(bucket: BucketName): Promise<void>;
}

/** The part of a bucket's policy that a cloud does not keep. */
export type BucketFacts = Pick<BucketPolicy, "styleSeparators" | "sourceProtection" | "fallbackImage">;
