import { onVersion } from "./on-version.js";
import type { Engine, Store } from "./ports.js";
import type { Service } from "./service.js";

/** Makes the pixels, or the document, that were prepared for the same caller. Throws what `Engine.render` throws, and NoSuchKey. */
export const render =
  ({ store, engine }: { store: Store; engine: Engine }): Service["render"] =>
  async ({ object, header, resolved }, { signal }) => {
    const file = await onVersion(store, object, signal, () => store.file(object, signal));
    try {
      const source = { path: file.path, byteSize: object.byteSize };
      return await engine.render({ source, header, pipeline: resolved, marks: new Map() }, signal);
    } finally {
      await file.release();
    }
  };
