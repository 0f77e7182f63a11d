import type { Readable } from "node:stream";
import type { EngineChoice } from "../../pipeline/engine-choice.js";
import type { Header, Insights } from "../../pipeline/header.js";
import type { Pipeline } from "../../pipeline/pipeline.js";
import type { Call } from "../call.js";
import type {
  ByteRange,
  Explanation,
  ImageFacts,
  ListedObject,
  ObjectAcl,
  ObjectRef,
  PixelComparison,
  StoredObject,
  Timings,
} from "../ports.js";
import type { ResolvedPipeline } from "../styles/resolve-styles.js";

/** A pipeline bound to an object: checked, styles resolved, planned; nothing rendered yet. */
export interface Preparation {
  readonly object: StoredObject;
  readonly header: Header;
  /** As it was asked for. */
  readonly pipeline: Pipeline;
  /** With styles replaced by their content, and the format written that was chosen. */
  readonly resolved: ResolvedPipeline;
  /** Watermark objects that it draws, by key; the caller may read them. */
  readonly marks: ReadonlyMap<string, { readonly object: StoredObject; readonly header: Header }>;
  readonly explanation: Explanation;
  /** The pipeline leaves the format to the Accept header: with another one the result may be another. */
  readonly isNegotiated: boolean;
  /** Canonical process string of `pipeline`. */
  readonly canonical: string;
  /** Of the result, without quotes: the same source version, pipeline, styles and engine give the same one. */
  readonly etag: string;
}

/**
 * Where a result came from: kept from before; rendered now, and kept; rendered now for another request which had asked for
 * the same; rendered now while nothing is kept.
 */
export type CacheState = "hit" | "miss" | "shared" | "off";

export interface ResultStory {
  readonly cache: CacheState;
  /** Absent where nothing was rendered. */
  readonly timings?: Timings;
}

/** A finished image. Its bytes can be read, as often as wanted, until it is released; whoever gets it releases it. */
export interface ImageResult extends ImageFacts, ResultStory {
  readonly kind: "image";
  /** All bytes, where they are few and here already. */
  readonly bytes?: Buffer;
  /** All bytes without a range. */
  open(range?: ByteRange): Readable;
  release(): Promise<void>;
}

/** The answer of `info` or `average-hue`. */
export interface DocumentResult extends ResultStory {
  readonly kind: "document";
  readonly json: string;
  release(): Promise<void>;
}

/** Two finished images, and how far they are apart. */
export interface RenditionComparison {
  readonly a: ImageFacts;
  readonly b: ImageFacts;
  readonly pixels: PixelComparison;
}

export interface SaveAs {
  readonly source: ObjectRef;
  readonly pipeline: Pipeline;
  readonly target: ObjectRef;
  /** Default REPLACE. */
  readonly ifExists?: "REPLACE" | "FAIL" | "SKIP";
  readonly acl?: ObjectAcl;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly contentDisposition?: string;
}

export interface SaveResult {
  readonly object: StoredObject;
  /** False when `SKIP` found an object there. */
  readonly written: boolean;
}

/** Use-cases about what pipelines make of objects. */
export interface RenderService {
  /** The image header, read once and kept with the object. Throws BadRequest when the object is not an image. */
  describeObject(object: ListedObject, call: Call): Promise<Header>;
  /**
   * What a look at the pixels tells of an image, looked at once and kept with the object; the caller must be allowed to read
   * the object as it is. `choice` says who is to look, default as configured. Throws like `describeObject` and a render.
   */
  analyseObject(object: ListedObject, call: Call, choice?: EngineChoice): Promise<Insights>;
  /** Everything but pixels, where the pipeline does not itself ask for what they show: rights, styles, header, plan. Enough for HEAD, 304, `url` and `rendition`. */
  prepare(at: ObjectRef, pipeline: Pipeline, call: Call): Promise<Preparation>;
  /** The result that was prepared for the same caller: kept from before, or rendered once for all who ask for it now. */
  render(preparation: Preparation, call: Call): Promise<ImageResult | DocumentResult>;
  /** Where `render` would have the result from now, but for requests under way. */
  cacheState(preparation: Preparation): Promise<Exclude<CacheState, "shared">>;
  /**
   * Makes two images that were prepared for the same caller, as `render` does, and compares their pixels; `heatMapSide` is the
   * longest side of the map in px, 0 for none. Throws what `render` throws, NotImplemented where nothing works pixels here.
   */
  compareRenditions(
    preparations: readonly [Preparation, Preparation],
    options: { readonly heatMapSide: number },
    call: Call,
  ): Promise<RenditionComparison>;
  saveAs(input: SaveAs, call: Call): Promise<SaveResult & { readonly story?: ResultStory }>;

  /** Signs a GET for what the caller may read; `expiresIn` seconds, 1..604800, rounded up so that equal requests get equal URLs for a while. It is written down. Throws AccessDenied where it is revoked. */
  signUrl(
    at: ObjectRef,
    options: { process?: string; downloadAs?: string; expiresIn?: number },
    call: Call,
  ): Promise<{ url: string; expiresAt: number }>;
}
