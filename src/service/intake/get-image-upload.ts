import { Failure } from "../../base/failure.js";
import type { Engine } from "../ports.js";
import { type DescribeUploadUse, describeUpload, readUploadSeconds } from "./describe-upload.js";
import { findImageUpload } from "./find-image-upload.js";
import type { ImageIntake } from "./image-intake.js";

/** An upload under way, to go on with it. Throws NoSuchUpload, InvalidArgument. */
export const getImageUpload =
  (use: DescribeUploadUse & { engine: Engine }): ImageIntake["getImageUpload"] =>
  async (text, expiresIn, call) => {
    const seconds = readUploadSeconds(expiresIn);
    const { name, upload } = await findImageUpload(use, text, call);
    if (!upload) throw new Failure("NoSuchUpload", { ...name.target, uploadId: text });
    const { parts } = await use.store.listParts(upload, { limit: 1000 }, call.signal);
    return describeUpload(use, name, seconds, parts);
  };
