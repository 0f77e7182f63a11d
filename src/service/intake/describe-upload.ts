import type { Clock } from "../../base/clock.js";
import { readInRange } from "../../base/number-range.js";
import type { Part, Store, UploadSigner } from "../ports.js";
import { urlLife } from "../urls/url-life.js";
import type { ImageUpload } from "./image-intake.js";
import { type UploadName, writeUploadName } from "./upload-name.js";
import { uploadPieces } from "./upload-pieces.js";

export interface DescribeUploadUse {
  readonly store: Store;
  readonly uploadSigner: UploadSigner;
  readonly clock: Clock;
}

/** An upload with what of it was received, and a fresh URL for each of its pieces. Pure but for the clock. */
export function describeUpload(
  { uploadSigner, clock }: DescribeUploadUse,
  name: UploadName,
  seconds: number,
  received: readonly Part[],
): ImageUpload {
  const { target, staged, uploadId, byteSize, contentType } = name;
  const upload = { ...staged, id: uploadId };
  const sizes = new Map(received.map((part) => [part.number, part.byteSize]));
  return {
    name: writeUploadName(name),
    target,
    byteSize,
    contentType,
    expiresAt: clock.now() + seconds * 1000,
    parts: uploadPieces(byteSize).map((piece) => ({
      ...piece,
      url: uploadSigner.signPart(upload, { number: piece.number, byteSize: piece.byteSize, contentType, seconds }),
      isReceived: sizes.get(piece.number) === piece.byteSize,
    })),
  };
}

/** How long the URLs of an upload live. Throws InvalidArgument. */
export function readUploadSeconds(expiresIn: number = urlLife.usual): number {
  return readInRange("expiresIn", expiresIn, urlLife);
}
