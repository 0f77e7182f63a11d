import { isFailure } from "../base/failure.js";
import { noSuchMark } from "./collect-marks.js";
import { onVersion } from "./on-version.js";
import type { Engine, LocalFile, MarkSource, Rendered, Store, StoredObject } from "./ports.js";
import type { Call, Preparation } from "./service.js";

/**
 * Makes the pixels, or the document, that were prepared for the same caller: opens the source and all watermark objects, and
 * releases them whatever happens. Throws what `Engine.render` throws, and NoSuchKey.
 */
export const render =
  ({ store, engine }: { store: Store; engine: Engine }) =>
  async ({ object, header, resolved, marks }: Preparation, { signal }: Pick<Call, "signal">): Promise<Rendered> => {
    const opened: LocalFile[] = [];
    const open = async (wanted: StoredObject) => {
      const file = await onVersion(store, wanted, signal, () => store.file(wanted, signal));
      opened.push(file);
      return { path: file.path, byteSize: wanted.byteSize };
    };
    try {
      const source = await open(object);
      const sources = new Map<string, MarkSource>();
      for (const [key, mark] of marks)
        sources.set(key, { ...(await open(mark.object).catch(asMark(mark.object))), header: mark.header });
      return await engine.render({ source, header, pipeline: resolved, marks: sources }, signal);
    } finally {
      for (const file of opened) await file.release();
    }
  };

/** A watermark object that went since it was found. */
const asMark =
  ({ bucket, key }: StoredObject) =>
  (error: unknown): never => {
    throw isFailure(error, "NoSuchKey") ? noSuchMark(bucket, key).at({ action: "watermark", item: "image" }) : error;
  };
