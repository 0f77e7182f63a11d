import { Failure, isFailure } from "../../base/failure.js";
import type { Format, Size } from "../../pipeline/index.js";
import type { ListedObject } from "../../service/ports.js";
import type { Call } from "../../service/service.js";
import type { Context } from "../context.js";
import { readTransform } from "../inputs/read-transform.js";
import type { ResponsiveWish } from "../inputs/responsive-arguments.js";
import { only, RefusedInput, refusing } from "../refused-input.js";
import { inFormat, scaledTransform, scalingOf } from "../responsive-pipeline.js";
import { type Base, candidateWidths, largestWidth } from "../responsive-widths.js";

/** One of several sizes of a picture. */
export interface Candidate extends Size {
  readonly url: string;
  /** `640w` or `2x` */
  readonly descriptor: string;
}

/** The sizes in which a picture is offered; each is planned when it is asked for. */
export interface Candidates {
  /** For browsers that do not choose. */
  readonly main: Candidate;
  /** As in HTML; absent with densities. */
  readonly sizes: string | undefined;
  /** In ascending order, each in the format, by default in the transform's own. */
  all(format?: Format): Promise<readonly Candidate[]>;
}

export interface CandidatesUse extends Pick<Context, "service" | "loaders" | "turns"> {
  /** As which the object is read. */
  readonly call: Call;
}

/** Decides on the sizes and plans the main one. Throws RefusedInput, and what `Service.prepare` throws. */
export async function responsiveCandidates(
  object: ListedObject,
  args: ResponsiveWish,
  context: CandidatesUse,
): Promise<Candidates> {
  const base = await baseOf(object, args, context);
  const { densities } = args;
  const wanted = densities
    ? densitiesOf(base, densities).map((density) => ({
        width: Math.round(base.result.width * density),
        descriptor: `${density}x`,
      }))
    : candidateWidths(base, args.widths).map((width) => ({ width, descriptor: undefined }));
  const make = async (width: number, descriptor: string | undefined, format?: Format): Promise<Candidate> => {
    await context.turns.next();
    const transform = scaledTransform(args.transform, { width, own: base.result, at: ["transform"] });
    const pipeline = format ? inFormat(transform.pipeline, format) : transform.pipeline;
    const { service, call } = context;
    const { canonical, explanation } = await refusing(transform.blame, () => service.prepare(object, pipeline, call));
    const options = { process: canonical, ...(args.expiresIn !== undefined && { expiresIn: args.expiresIn }) };
    const { url } = await refusing(only("InvalidArgument", ["expiresIn"]), () =>
      service.signUrl(object, options, call),
    );
    const { out } = explanation.plan;
    return { url, width: out.width, height: out.height, descriptor: descriptor ?? `${out.width}w` };
  };

  const chosen = densities ? wanted.find(({ descriptor }) => descriptor === "1x") : wanted.at(-1);
  const main = await make(chosen?.width ?? base.result.width, chosen?.descriptor);
  return {
    main,
    sizes: densities ? undefined : (args.sizes ?? `(max-width: ${main.width}px) 100vw, ${main.width}px`),
    async all(format) {
      const made: Candidate[] = [];
      for (const { width, descriptor } of wanted) {
        const candidate =
          !format && width === chosen?.width ? main : await unlessTooLarge(make(width, descriptor, format));
        if (candidate) made.push(candidate);
      }
      return made;
    },
  };
}

/** One that its format cannot hold is left out: browsers take the next. */
async function unlessTooLarge(candidate: Promise<Candidate>): Promise<Candidate | undefined> {
  try {
    return await candidate;
  } catch (error) {
    const failure = error instanceof RefusedInput ? error.failure : error;
    if (isFailure(failure, "ImageTooLarge")) return undefined;
    throw error;
  }
}

/** Density 1 is what the transform itself makes; more than the source gives is left out. */
function densitiesOf(base: Base, densities: readonly number[]): readonly number[] {
  const most = largestWidth(base) / base.result.width;
  return densities.filter((density) => density <= 1 || density <= most);
}

async function baseOf(
  object: ListedObject,
  { transform: input }: ResponsiveWish,
  context: CandidatesUse,
): Promise<Base> {
  const scaling = scalingOf(input);
  if (input == null || scaling.by === "source") {
    const source = upright(await context.loaders.header.load(object));
    return { source, result: source, scaling };
  }
  const transform = readTransform(input, ["transform"]);
  const { header, explanation } = await refusing(transform.blame, () =>
    context.service.prepare(object, transform.pipeline, context.call),
  );
  const { query, out } = explanation.plan;
  if (query)
    refusing(["transform"], () => {
      throw new Failure("InvalidArgument", {
        name: "transform",
        got: query,
        expected: "steps that make an image; the fields info and averageHue answer questions",
      });
    });
  return { source: upright(header), result: { width: out.width, height: out.height }, scaling };
}

function upright({ width, height, orientation }: Size & { readonly orientation: number }): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
