import { Failure } from "../base/failure.js";
import type { EngineChoice } from "../pipeline/index.js";
import type { ObjectRef } from "../service/ports.js";
import type { Call } from "../service/service.js";
import type { Context } from "./context.js";
import { readTransformFor } from "./inputs/engine-argument.js";
import type { TransformInput } from "./inputs/transform-input.js";
import { type InputPath, only, refusing } from "./refused-input.js";
import { Rendition } from "./types/rendition.js";

/** Which rendition is meant. */
export interface RenditionAsked {
  readonly transform: TransformInput;
  readonly engine: EngineChoice;
  /** Seconds; absent: the usual life of a URL. */
  readonly expiresIn?: number | null | undefined;
}

/** The places of these in the arguments. */
export interface RenditionPlaces {
  readonly transform: InputPath;
  readonly engine: InputPath;
}

/** What a transform makes of an object, and a URL of it. Throws RefusedInput, and what preparing and signing throw. */
export async function makeRendition(
  at: ObjectRef,
  { transform: input, engine, expiresIn }: RenditionAsked,
  places: RenditionPlaces,
  { service, call }: Pick<Context, "service"> & { readonly call: Call },
): Promise<Rendition> {
  const transform = readTransformFor(engine, input, places);
  const preparation = await refusing(transform.blame, () => service.prepare(at, transform.pipeline, call));
  const { query } = preparation.explanation.plan;
  if (query)
    refusing(places.transform, () => {
      throw new Failure("InvalidArgument", {
        name: "transform",
        got: query,
        expected: "steps that make an image; the fields info and averageHue answer questions",
      });
    });
  const options = { process: preparation.canonical, ...(expiresIn != null && { expiresIn }) };
  const signed = await refusing(only("InvalidArgument", ["expiresIn"]), () => service.signUrl(at, options, call));
  return new Rendition(preparation, signed, transform);
}
