import type { Clock } from "../../base/clock.js";
import { Failure } from "../../base/failure.js";
import type { CompletedUploads, Part, StoredObject, Upload } from "../ports.js";
import type { DescribeUse } from "../rendering/describe-object.js";
import type { SharedWork } from "../rendering/shared-work.js";
import { authorizeObject } from "../rights/authorize.js";
import type { Call } from "../service.js";
import { admitImage } from "./admit-image.js";
import { type FoundUpload, findImageUpload } from "./find-image-upload.js";
import type { AdmitOptions, ImageIntake } from "./image-intake.js";
import { type UploadName, writeUploadName } from "./upload-name.js";
import { uploadPieces } from "./upload-pieces.js";

export interface CompleteUse extends DescribeUse {
  readonly completedUploads: CompletedUploads;
  readonly completionsInFlight: SharedWork<StoredObject>;
  readonly clock: Clock;
}

/**
 * Puts what was sent together where it waits, looks at it, and gives it its name. When it is broken off in between, asking
 * again goes on from there; when it was done and only the answer was lost, asking again answers the image. Whoever asks while it is
 * under way gets the same answer.
 */
export const completeImageUpload =
  (use: CompleteUse): ImageIntake["completeImageUpload"] =>
  async (text, options, call) => {
    const found = await findImageUpload(use, text, call);
    if (options.acl !== undefined) await authorizeObject(use.store, found.name.target, "manage", call);
    const key = JSON.stringify([text, options.forbidOverwrite, options.acl]);
    const { value, release } = await use.completionsInFlight.share(key, call.signal, (signal) =>
      complete(use, found, options, { ...call, signal }),
    );
    await release();
    return value;
  };

async function complete(
  use: CompleteUse,
  { name, upload, existing }: FoundUpload,
  options: AdmitOptions,
  call: Call,
): Promise<StoredObject> {
  if (existing && !upload && (await hasBecome(use, name, existing))) return existing;
  // Known before anything is put together: the upload goes on, and may be completed otherwise.
  if (existing && options.forbidOverwrite) throw new Failure("FileAlreadyExists", { ...name.target });
  const staged = upload ? await putTogether(use, name, upload, call) : await use.store.find(name.staged, call.signal);
  if (!staged) throw new Failure("NoSuchUpload", { ...name.target, uploadId: writeUploadName(name) });
  const onAdmitted = ({ etag }: StoredObject) => remember(use, name, etag);
  return admitImage(use, staged, name.target, { ...options, onAdmitted }, call);
}

const remember = ({ completedUploads, clock }: CompleteUse, { staged }: UploadName, etag: string) =>
  completedUploads.keep({ staged, etag, completedAt: clock.now() });

/** The upload was completed before, and what it became is still there. */
async function hasBecome(
  { completedUploads }: CompleteUse,
  { staged }: UploadName,
  { etag }: StoredObject,
): Promise<boolean> {
  return (await completedUploads.find(staged))?.etag === etag;
}

async function putTogether(
  { store }: DescribeUse,
  { byteSize }: UploadName,
  upload: Upload,
  { signal }: Call,
): Promise<StoredObject> {
  const received = new Map<number, Part>();
  for (const part of (await store.listParts(upload, { limit: 1000 }, signal)).parts) received.set(part.number, part);
  const pieces = uploadPieces(byteSize);
  const parts = pieces.flatMap((piece) => {
    const part = received.get(piece.number);
    return part?.byteSize === piece.byteSize ? [{ number: part.number, etag: part.etag }] : [];
  });
  if (parts.length < pieces.length) {
    const come = new Set(parts.map(({ number }) => number));
    throw notCome(pieces.flatMap(({ number }) => (come.has(number) ? [] : [number])));
  }
  return store.completeUpload(upload, { parts }, signal);
}

/** Parts that an answer names one by one. */
const maxNamed = 10;

function notCome(numbers: readonly number[]): Failure {
  const more = numbers.length > maxNamed ? ` and ${numbers.length - maxNamed} more` : "";
  const which = `${numbers.slice(0, maxNamed).join(", ")}${more}`;
  const missing = numbers.length === 1 ? `part ${which} has not come` : `parts ${which} have not come`;
  return new Failure(
    "InvalidPart",
    { partNumber: numbers[0] ?? 1, etag: "", missing: `${missing}; \`upload(id:)\` gives URLs` },
    { hint: "Send what is missing to the URLs that `upload(id:)` gives, and complete the upload again." },
  );
}
