import { Failure } from "../base/failure.js";
import { readInRange } from "../base/number-range.js";
import { type EngineChoice, isStyleStage, type Pipeline } from "../pipeline/index.js";
import type { ObjectRef, Style } from "../service/ports.js";
import type { Call } from "../service/service.js";
import { atStyleVersion } from "../service/styles/at-style-version.js";
import { whereWritten } from "../service/styles/resolve-styles.js";
import type { Context } from "./context.js";
import { readTransformFor } from "./inputs/engine-argument.js";
import { versionNumbers } from "./inputs/style-inputs.js";
import type { TransformInput } from "./inputs/transform-input.js";
import { type Blame, type InputPath, only, refusing } from "./refused-input.js";
import { Rendition } from "./types/rendition.js";

/** Which rendition is meant. */
export interface RenditionAsked {
  readonly transform: TransformInput;
  readonly engine: EngineChoice;
  /** Of the style that the transform names; absent: as it is now. */
  readonly styleVersion?: number | null | undefined;
  /** Seconds; absent: the usual life of a URL. */
  readonly expiresIn?: number | null | undefined;
}

/** The places of these in the arguments. */
export interface RenditionPlaces {
  readonly transform: InputPath;
  readonly engine: InputPath;
  /** Where it can be asked for. */
  readonly styleVersion?: InputPath;
}

/** What a transform makes of an object, and a URL of it, in its turn. Throws RefusedInput, and what preparing and signing throw. */
export async function makeRendition(
  at: ObjectRef,
  { transform: input, engine, styleVersion, expiresIn }: RenditionAsked,
  places: RenditionPlaces,
  { service, call, turns }: Asking,
): Promise<Rendition> {
  await turns.next();
  const transform = readTransformFor(engine, input, places);
  const version =
    styleVersion != null && (await findVersion(at, transform.pipeline, styleVersion, places, { service, call }));
  const preparation = await refusing(transform.blame, () => {
    if (!version) return service.prepare(at, transform.pipeline, call);
    const resolved = atStyleVersion(transform.pipeline, version);
    return service.prepare(at, resolved, call).catch((error: unknown) => {
      throw whereWritten(resolved, error);
    });
  });
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

interface Asking extends Pick<Context, "service" | "turns"> {
  readonly call: Call;
}

/** The version of the first style that the pipeline names. Throws RefusedInput, AccessDenied. */
function findVersion(
  { bucket }: ObjectRef,
  { stages }: Pipeline,
  version: number,
  { transform, styleVersion: at = [] }: RenditionPlaces,
  { service, call }: Omit<Asking, "turns">,
): Promise<Style> {
  const blame: Blame = ({ code }) => {
    if (code === "NoSuchStyle") return transform;
    return code === "NoSuchStyleVersion" || code === "InvalidArgument" ? at : undefined;
  };
  return refusing(blame, async () => {
    const number = readInRange("styleVersion", version, versionNumbers);
    const named = stages.find(isStyleStage);
    if (named) return service.getStyleVersion(bucket, named.style, number, call);
    const expected = "no version: the transform names no style";
    throw new Failure("InvalidArgument", { name: "styleVersion", got: String(version), expected });
  });
}
