import type { Readable } from "node:stream";
import type { BucketName } from "../../base/bucket-name.js";
import type { Failure } from "../../base/failure.js";
import type { ObjectKey } from "../../base/object-key.js";
import type { Pipeline } from "../../pipeline/pipeline.js";
import type { Call } from "../call.js";
import type {
  AppendOptions,
  ByteRange,
  ChangeQuery,
  CopyOptions,
  ImagePosition,
  ImageQuery,
  ImageSelection,
  IndexedPlace,
  ListPage,
  ListQuery,
  NotesChange,
  ObjectAcl,
  ObjectChange,
  ObjectHeaders,
  ObjectNotes,
  ObjectRef,
  PutOptions,
  StoredObject,
} from "../ports.js";

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

/** Use-cases about stored objects, and what people say of them. */
export interface ObjectService {
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
  /** The bytes of a record that `getObject` gave to the same caller, as a stream, or all at once where they are few. */
  openObject(object: StoredObject, range: ByteRange | undefined, call: Call): Promise<Readable | Buffer>;
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
}
