import { Failure } from "../base/failure.js";
import { admitImage } from "./admit-image.js";
import { authorizeObject } from "./authorize.js";
import type { DescribeUse } from "./describe-object.js";
import { findImageUpload } from "./find-image-upload.js";
import type { ImageIntake } from "./image-intake.js";
import type { Part, StoredObject, Upload } from "./ports.js";
import type { Call } from "./service.js";
import type { UploadName } from "./upload-name.js";
import { uploadPieces } from "./upload-pieces.js";

/**
 * Puts what was sent together where it waits, looks at it, and gives it its name. When it is broken off in between, asking
 * again goes on from there.
 */
export const completeImageUpload =
  (use: DescribeUse): ImageIntake["completeImageUpload"] =>
  async (text, options, call) => {
    const { name, upload, existing } = await findImageUpload(use, text, call);
    if (options.acl !== undefined) await authorizeObject(use.store, name.target, "manage", call);
    // Known before anything is put together: the upload goes on, and may be completed otherwise.
    if (existing && options.forbidOverwrite) throw new Failure("FileAlreadyExists", { ...name.target });
    const staged = upload ? await putTogether(use, name, upload, call) : await use.store.find(name.staged, call.signal);
    if (!staged) throw new Failure("NoSuchUpload", { ...name.target, uploadId: text });
    return admitImage(use, staged, name.target, options, call);
  };

async function putTogether(
  { store }: DescribeUse,
  { byteSize }: UploadName,
  upload: Upload,
  { signal }: Call,
): Promise<StoredObject> {
  const received = new Map<number, Part>();
  for (const part of (await store.listParts(upload, { limit: 1000 }, signal)).parts) received.set(part.number, part);
  const parts = uploadPieces(byteSize).map((piece) => {
    const part = received.get(piece.number);
    if (part?.byteSize !== piece.byteSize)
      throw new Failure("InvalidPart", { partNumber: piece.number, etag: part?.etag ?? "" });
    return { number: part.number, etag: part.etag };
  });
  return store.completeUpload(upload, { parts }, signal);
}
