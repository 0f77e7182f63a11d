import { Failure } from "../../base/failure.js";
import type { Store } from "../ports.js";
import type { Service } from "../service.js";

/** Ends an upload that the caller was given, and drops its parts. Throws NoSuchUpload when it has ended meanwhile. */
export const abortUpload =
  ({ store }: { store: Store }): Service["abortUpload"] =>
  async (upload, { signal }) => {
    const { bucket, key, id } = upload;
    if (!(await store.abortUpload(upload, signal))) throw new Failure("NoSuchUpload", { bucket, key, uploadId: id });
  };
