import type { Engine, Store, StoredObject, Upload } from "../ports.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call } from "../service.js";
import { refuseLargeFile } from "./refuse-large-file.js";
import { parseUploadName, type UploadName } from "./upload-name.js";

/** An upload of an image, for a caller who may write its target. */
export interface FoundUpload {
  readonly name: UploadName;
  /** What is at the target now. */
  readonly existing: StoredObject | undefined;
  /** `undefined`: it has ended. */
  readonly upload: Upload | undefined;
}

/** Throws InvalidArgument, ImageTooLarge, NoSuchBucket, AccessDenied. */
export async function findImageUpload(
  { store, engine }: { store: Store; engine: Engine },
  text: string,
  call: Call,
): Promise<FoundUpload> {
  const name = parseUploadName(text);
  // The name comes from outside: what creating it refused, it must not bring in.
  refuseLargeFile(name.byteSize, engine);
  const existing = await authorizeObject(store, name.target, "write", call);
  return { name, existing, upload: await store.findUpload(name.staged, name.uploadId, call.signal) };
}
