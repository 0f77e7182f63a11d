import { Failure } from "../../base/failure.js";
import type { Engine, Store } from "../ports.js";
import { findImageUpload } from "./find-image-upload.js";
import type { ImageIntake } from "./image-intake.js";

/** Drops an upload, also one that was put together and not let in yet. Throws NoSuchUpload, InvalidArgument. */
export const abortImageUpload =
  (use: { store: Store; engine: Engine }): ImageIntake["abortImageUpload"] =>
  async (text, call) => {
    const { name, upload } = await findImageUpload(use, text, call);
    const ended = upload ? await use.store.abortUpload(upload, call.signal) : false;
    const dropped = await use.store.delete(name.staged, call.signal);
    if (!ended && !dropped) throw new Failure("NoSuchUpload", { ...name.target, uploadId: text });
  };
