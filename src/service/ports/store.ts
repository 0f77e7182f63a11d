import type { Readable } from "node:stream";
import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { LocalFile } from "./local-file.js";
import type {
  AppendOptions,
  Bucket,
  BucketAcl,
  BucketPolicy,
  ByteRange,
  CopyOptions,
  Inspection,
  ListedBucket,
  ListedObject,
  ListPage,
  ListQuery,
  ObjectAcl,
  ObjectRef,
  PutOptions,
  StoredObject,
} from "./objects.js";
import type { StyleStore } from "./styles.js";
import type {
  CompleteOptions,
  Part,
  PartOptions,
  PartsPage,
  PartsQuery,
  Upload,
  UploadOptions,
  UploadsPage,
  UploadsQuery,
} from "./uploads.js";

/** Objects that come in parts. */
export interface UploadStore {
  /** Throws NoSuchBucket. */
  startUpload(at: ObjectRef, options: UploadOptions, signal: AbortSignal): Promise<Upload>;
  /** `undefined` also when the id is another key's. */
  findUpload(at: ObjectRef, id: string, signal: AbortSignal): Promise<Upload | undefined>;
  /** In order of key, then id. */
  listUploads(query: UploadsQuery, signal: AbortSignal): Promise<UploadsPage>;
  /** Replaces a part of the same number. Throws NoSuchUpload when the upload has ended, and what PartOptions names. */
  putPart(upload: Upload, number: number, body: Readable, options: PartOptions, signal: AbortSignal): Promise<Part>;
  /** The same with bytes of an object, all of them without a range. Throws NoSuchUpload, NoSuchKey. */
  copyPart(
    upload: Upload,
    number: number,
    source: StoredObject,
    range: ByteRange | undefined,
    signal: AbortSignal,
  ): Promise<Part>;
  listParts(upload: Upload, query: PartsQuery, signal: AbortSignal): Promise<PartsPage>;
  /** Whole or not at all; parts that are not named are dropped. Throws NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall, EntityTooLarge, FileAlreadyExists. */
  completeUpload(upload: Upload, options: CompleteOptions, signal: AbortSignal): Promise<StoredObject>;
  /** False when it has ended already. */
  abortUpload(upload: Upload, signal: AbortSignal): Promise<boolean>;
}

/** Buckets, objects, uploads, ACLs and styles. Absent things are `undefined` or `false`; the use-case decides what that means. */
export interface Store extends UploadStore, StyleStore {
  /** Existing: leaves it, and sets the ACL when one is given. */
  createBucket(name: BucketName, acl: BucketAcl | undefined, signal: AbortSignal): Promise<Bucket>;
  findBucket(name: BucketName, signal: AbortSignal): Promise<Bucket | undefined>;
  /** In name order, strictly after `after`. */
  listBuckets(
    query: { prefix?: string; after?: string; limit: number },
    signal: AbortSignal,
  ): Promise<{ buckets: readonly ListedBucket[]; next?: string }>;
  /** Changes what is given, all at once; `undefined` when there is none. */
  updateBucket(name: BucketName, change: Partial<BucketPolicy>, signal: AbortSignal): Promise<Bucket | undefined>;
  /** Throws BucketNotEmpty; false when there is none. */
  deleteBucket(name: BucketName, signal: AbortSignal): Promise<boolean>;

  /** Whole or absent: resolves after bytes are synced and the record is committed. Throws NoSuchBucket and what PutOptions names. */
  put(at: ObjectRef, body: Readable, options: PutOptions, signal: AbortSignal): Promise<StoredObject>;
  find(at: ObjectRef, signal: AbortSignal): Promise<StoredObject | undefined>;
  /** The bytes of exactly this version, as a stream with back-pressure. Throws NoSuchKey when it is gone. */
  open(object: ListedObject, range: ByteRange | undefined, signal: AbortSignal): Promise<Readable>;
  /** The same all at once, for what is smaller than it is worth a stream. Throws NoSuchKey when it is gone. */
  read(object: ListedObject, range: ByteRange | undefined, signal: AbortSignal): Promise<Buffer>;
  /**
   * A local file with the bytes of exactly this version, for engines that read by path; `release` when done. With `firstBytes`
   * it has the object's length, but behind those bytes it may be empty, which it says then. Throws NoSuchKey.
   */
  file(object: ListedObject, signal: AbortSignal, firstBytes?: number): Promise<LocalFile>;
  /** The same bytes under another name, or under the same with other headers; `source` is a record that was found. Throws NoSuchKey when it is gone, NoSuchBucket, FileAlreadyExists. */
  copy(source: StoredObject, target: ObjectRef, options: CopyOptions, signal: AbortSignal): Promise<StoredObject>;
  /** The object with the new bytes at its end, made when there is none. Throws ObjectNotAppendable, PositionNotEqualToLength and what `put` throws; nothing is appended then. */
  append(at: ObjectRef, body: Readable, options: AppendOptions, signal: AbortSignal): Promise<StoredObject>;
  /** False when there was none, or where a version is given another one, as far as the store can tell them apart. */
  delete(at: ObjectRef, signal: AbortSignal, version?: string): Promise<boolean>;
  /** Those that are there; silent about others. 1..1000 keys. */
  deleteMany(bucket: BucketName, keys: readonly ObjectKey[], signal: AbortSignal): Promise<void>;
  setObjectAcl(at: ObjectRef, acl: ObjectAcl, signal: AbortSignal): Promise<boolean>;
  list(query: ListQuery, signal: AbortSignal): Promise<ListPage>;
  /** Keeps what the header says with this version of the object; nothing happens when it is gone. */
  keepInspection(object: ListedObject, inspection: Inspection, signal: AbortSignal): Promise<void>;

  /** Throws when store or catalog cannot serve. */
  check(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
