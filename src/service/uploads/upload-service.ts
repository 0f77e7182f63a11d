import type { Readable } from "node:stream";
import type { Call } from "../call.js";
import type {
  ByteRange,
  CompleteOptions,
  ObjectRef,
  Part,
  PartOptions,
  PartsPage,
  PartsQuery,
  StoredObject,
  Upload,
  UploadOptions,
  UploadsPage,
  UploadsQuery,
} from "../ports.js";

/** Use-cases about objects that come in parts. */
export interface UploadService {
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
}
