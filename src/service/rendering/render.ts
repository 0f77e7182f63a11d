import { isFailure } from "../../base/failure.js";
import type { Engine, MarkSource, Rendered, RenderJob, Store } from "../ports.js";
import type { Call, Preparation } from "../service.js";
import { noSuchMark } from "./collect-marks.js";
import type { FoundMark } from "./find-marks.js";
import { sourceOf } from "./source-of.js";

/** Makes the pixels, or the document, that were prepared for the same caller. Throws what `Engine.render` throws, and NoSuchKey. */
export const render =
  ({ store, engine }: { store: Store; engine: Engine }) =>
  (preparation: Preparation, { signal }: Pick<Call, "signal">): Promise<Rendered> =>
    engine.render(renderJob(store, preparation), signal);

/** What was prepared, as engines take it. */
export function renderJob(store: Store, { object, header, resolved, marks }: Preparation): RenderJob {
  return {
    source: sourceOf(store, object),
    header,
    pipeline: resolved,
    marks: new Map([...marks].map(([key, mark]) => [key, markSource(store, mark)])),
  };
}

function markSource(store: Store, { object, header }: FoundMark): MarkSource {
  const source = sourceOf(store, object);
  return {
    ...source,
    header,
    async open(signal, firstBytes) {
      try {
        return await source.open(signal, firstBytes);
      } catch (error) {
        // It went since it was found.
        throw isFailure(error, "NoSuchKey")
          ? noSuchMark(object.bucket, object.key).at({ action: "watermark", item: "image" })
          : error;
      }
    },
  };
}
