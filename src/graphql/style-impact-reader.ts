import { Failure } from "../base/failure.js";
import { withStyleArguments } from "../pipeline/style-arguments.js";
import type { StoredObject, Style as StoredStyle } from "../service/ports.js";
import { parseStyleContent } from "../service/styles/resolve-styles.js";
import { stagesOfStyle } from "../service/styles/stages-of-style.js";
import type { KeptCount, StyleUse, StyleUses } from "../service/styles/style-uses.js";
import type { Context } from "./context.js";
import { failureOf } from "./error-dress.js";
import { makeRendition } from "./make-rendition.js";
import type { Rendition } from "./types/rendition.js";
import { type StyleWarning, StyleWarningKind } from "./types/style-warning.js";

/** What is asked about: a style as it is, if there is one, and as it would be. */
export interface StyleChange {
  readonly bucket: StoredStyle["bucket"];
  readonly name: StoredStyle["name"];
  readonly before: StoredStyle | undefined;
  readonly after: Pick<StoredStyle, "content" | "parameters">;
  /** Images to try it on. */
  readonly sample: number;
}

/** An image under the style as it is, and as it would be; a failure where that makes no picture of it. */
export interface TriedImage {
  readonly object: StoredObject;
  readonly before: Rendition | Failure | undefined;
  readonly after: Rendition | Failure;
}

/** What a change of a style touches; each part is found when it is first asked for. */
export class StyleImpactReader {
  #uses: Promise<StyleUses> | undefined;
  #sampled: Promise<readonly StoredObject[]> | undefined;
  #tried: Promise<readonly TriedImage[]> | undefined;

  constructor(
    readonly change: StyleChange,
    private readonly context: Context,
  ) {}

  /** Signed URLs that name it, and what was saved through it. */
  uses(): Promise<StyleUses> {
    const { service, call } = this.context;
    this.#uses ??= service.findStyleUses(this.change.bucket, this.change.name, call);
    return this.#uses;
  }

  /** Results that are kept of those uses and of the sampled images; `undefined` without a style, and where none are ever kept. */
  async kept(): Promise<KeptCount | undefined> {
    const { before } = this.change;
    if (!before) return undefined;
    const { urls } = await this.uses();
    const sampled = await this.#sample();
    const plain = sampled.map(({ bucket, key }) => ({ at: { bucket, key }, process: `style/${before.name}` }));
    const all = new Map([...urls.uses, ...plain].map((use) => [JSON.stringify([use.at.key, use.process]), use]));
    return this.context.service.countKeptResults(before, [...all.values()], this.context.call);
  }

  /** A few images before and after. */
  tried(): Promise<readonly TriedImage[]> {
    this.#tried ??= this.#try();
    return this.#tried;
  }

  /** What may break of those. */
  async warnings(): Promise<readonly StyleWarning[]> {
    const { urls } = await this.uses();
    return [...refusedArguments(this.change, urls.uses), ...(await this.tried()).flatMap(warningsOf)];
  }

  #sample(): Promise<readonly StoredObject[]> {
    this.#sampled ??= this.uses().then(({ urls, derived }) => {
      const first = [...urls.uses.map(({ at }) => at), ...derived.sources];
      const { service, call } = this.context;
      return service.sampleImages(this.change.bucket, first, this.change.sample, call);
    });
    return this.#sampled;
  }

  async #try(): Promise<readonly TriedImage[]> {
    const { before, after } = this.change;
    const tried: TriedImage[] = [];
    for (const object of await this.#sample()) {
      tried.push({
        object,
        before: before && (await this.#render(object, before.content)),
        after: await this.#render(object, after.content),
      });
    }
    return tried;
  }

  async #render(object: StoredObject, process: string): Promise<Rendition | Failure> {
    const { service, call, turns } = this.context;
    const asked = { transform: { process }, engine: "configured" } as const;
    try {
      // The wire stores what no style can do: it is refused here as where the style is used.
      parseStyleContent(process);
      return await makeRendition(object, asked, { transform: [], engine: [] }, { service, call, turns });
    } catch (error) {
      const { failure } = failureOf(error) ?? {};
      if (failure && failure.status < 500) return failure;
      throw error;
    }
  }
}

/** Arguments that URLs give and that the style would refuse, one warning for each way. Pure. */
function refusedArguments({ name, after }: StyleChange, uses: readonly StyleUse[]): readonly StyleWarning[] {
  const refused = new Map<string, number>();
  for (const { process } of uses)
    for (const stage of stagesOfStyle(process, name))
      try {
        withStyleArguments(parseStyleContent(after.content), after.parameters, stage);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        refused.set(error.message, (refused.get(error.message) ?? 0) + 1);
      }
  return [...refused].map(([message, count]) => ({
    kind: StyleWarningKind.ARGUMENTS_REFUSED,
    message: `${count} of the pictures that signed URLs show would be refused: ${message}`,
  }));
}

/** What of a sampled image would be another, or would not be. Pure. */
function warningsOf({ object: { key }, before, after }: TriedImage): readonly StyleWarning[] {
  const warn = (kind: StyleWarningKind, message: string): StyleWarning => ({
    kind,
    message: `${key}: ${message}`,
    key,
  });
  if (after instanceof Failure)
    return [warn(StyleWarningKind.RENDERING_FAILS, `${before instanceof Failure ? "as now, " : ""}${after.message}`)];
  if (before === undefined || before instanceof Failure) return [];
  const sizeOf = ({ width, height }: Rendition) => `${width}x${height} px`;
  return [
    ...(sizeOf(before) === sizeOf(after)
      ? []
      : [warn(StyleWarningKind.SIZE_CHANGES, `${sizeOf(before)} would become ${sizeOf(after)}`)]),
    ...(before.format === after.format
      ? []
      : [warn(StyleWarningKind.FORMAT_CHANGES, `${before.format} would become ${after.format}`)]),
    ...(before.frames > 1 && after.frames === 1
      ? [warn(StyleWarningKind.ANIMATION_LOST, `${before.frames} frames would become one`)]
      : []),
  ];
}
