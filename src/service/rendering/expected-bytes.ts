import { assertNever } from "../../base/assert-never.js";
import type { Format } from "../../pipeline/format.js";
import type { Header, Size } from "../../pipeline/header.js";
import type { Op } from "../../pipeline/op.js";
import type { PipelinePlan, StagePlan } from "../../pipeline/plan.js";

/**
 * About how many bytes the result's file will have; `undefined` for a question. From the header alone: format, quality and
 * size, and how many bits a pixel the source's own file takes beside what is usual for its format and quality, which tells how
 * much there is to see in it. Colours, texts and metadata that are kept are left out. Over nine photographs, each estimated by
 * what the others taught: half of the results within 27 %, nine of ten within a factor of 2 (`npm run bench -- bytes`). Exact
 * for BMP without alpha. Pure.
 */
export function expectedBytes({ stages, query }: PipelinePlan): number | undefined {
  const last = stages.at(-1);
  const source = stages[0]?.source;
  if (query || !last || !source) return undefined;
  const { encode, out } = last;
  if (encode.format === "bmp") return bmpBytes(out, out.alpha);
  const work = stages.reduce(workOf, { content: area(source), detail: 1 });
  const { usual, density, fixed } = fileKinds[encode.format];
  const foreseen =
    usualBits(usual, encode.quality) * densityOf(source) ** density * work.detail ** detailShare[encode.format];
  // No file is worth more than its bare pixels.
  const bitsPerPixel = Math.min(foreseen, out.alpha ? 32 : 24);
  const bytes = Math.round(fixed + (bitsPerPixel * work.content * out.frames) / 8);
  return Math.min(bytes, encode.maxBytes ?? bytes);
}

/** How files of a format turn out. */
interface FileKind {
  /** Bits a pixel of a usual photograph that was not scaled, by quality; between two of them it is a curve of powers. */
  readonly usual: readonly (readonly [quality: number, bits: number])[];
  /** The power by which the density of the source's file counts: what one encoder finds hard, others mostly do too. */
  readonly density: number;
  /** Bytes of an empty file. */
  readonly fixed: number;
}

const avif: FileKind = {
  usual: [
    [30, 0.148],
    [50, 0.311],
    [70, 0.608],
    [85, 0.896],
  ],
  density: 0.6,
  fixed: 330,
};

const fileKinds: Readonly<Record<Format, FileKind>> = {
  jpg: {
    usual: [
      [30, 0.258],
      [50, 0.382],
      [75, 0.615],
      [85, 0.756],
      [92, 1.52],
      [98, 3.5],
    ],
    density: 0.6,
    fixed: 620,
  },
  webp: {
    usual: [
      [30, 0.27],
      [50, 0.363],
      [75, 0.474],
      [85, 0.682],
      [95, 1.23],
    ],
    density: 0.6,
    fixed: 60,
  },
  avif,
  heic: avif,
  png: { usual: [[0, 8.58]], density: 0.7, fixed: 80 },
  tiff: { usual: [[0, 7.55]], density: 0.7, fixed: 250 },
  // Only made of one.
  gif: { usual: [[0, 4]], density: 1, fixed: 800 },
  bmp: { usual: [[0, 24]], density: 0, fixed: 54 },
};

/** Qualities of sources whose headers do not tell theirs. */
const usualQuality = 75;

/** The power by which `detail` counts. */
const detailShare: Readonly<Record<Format, number>> = {
  jpg: -0.28,
  webp: -0.28,
  avif: -0.28,
  heic: -0.28,
  png: -0.17,
  tiff: -0.17,
  gif: -0.5,
  bmp: 0,
};

function usualBits(usual: FileKind["usual"], quality = usualQuality): number {
  if (usual.length === 1) return usual[0]![1];
  // Beyond the ends the curve goes on.
  const found = usual.findIndex(([at]) => at >= quality);
  const above = found < 0 ? usual.length - 1 : Math.max(found, 1);
  const [[from, less], [to, more]] = [usual[above - 1]!, usual[above]!];
  return less * (more / less) ** ((quality - from) / (to - from));
}

/** How many times the usual bits a pixel of a file takes; a file of an unusual kind is not believed beyond a factor of 4.5. */
function densityOf({ format, quality, byteSize, width, height, frames }: Header): number {
  if (byteSize === 0) return 1;
  const bits = (byteSize * 8) / (width * height * frames);
  const usual = usualBits(fileKinds[format].usual, format === "avif" || format === "heic" ? 50 : quality);
  return Math.min(Math.max(bits / usual, 1 / 4.5), 4.5);
}

interface Work {
  /** Pixels of the frame that show the source: plain borders cost next to nothing. A blurred one counts as fewer. */
  readonly content: number;
  /** How large a side is beside the source's: below 1 the source was shrunk, and more is to be seen in each pixel. */
  readonly detail: number;
}

function workOf(before: Work, { source, steps }: StagePlan): Work {
  let frame: Size = source;
  let work = before;
  for (const op of steps.flatMap(({ ops }) => ops)) {
    work = worked(work, op, frame);
    frame = frameAfter(op, frame);
  }
  return work;
}

function worked({ content, detail }: Work, op: Op, frame: Size): Work {
  switch (op.op) {
    case "crop":
      return { content: content * (area(op) / area(frame)), detail };
    case "scale": {
      const share = area(op) / area(frame);
      return { content: content * share, detail: detail * Math.sqrt(share) };
    }
    case "blur":
      return { content: content / Math.sqrt(1 + op.sigma), detail };
    case "extend":
    case "orient":
    case "rotate":
    case "sharpen":
    case "linear":
    case "mask":
    case "over":
      return { content, detail };
    default:
      return assertNever(op);
  }
}

function frameAfter(op: Op, frame: Size): Size {
  switch (op.op) {
    case "crop":
    case "scale":
    case "rotate":
      return op;
    case "orient":
      return op.rotate % 180 === 0 ? frame : { width: frame.height, height: frame.width };
    case "extend":
      return { width: frame.width + op.left + op.right, height: frame.height + op.top + op.bottom };
    case "blur":
    case "sharpen":
    case "linear":
    case "mask":
    case "over":
      return frame;
    default:
      return assertNever(op);
  }
}

function bmpBytes({ width, height }: Size, alpha: boolean): number {
  const [header, pixelBytes] = alpha ? [122, 4] : [54, 3];
  return header + Math.ceil((width * pixelBytes) / 4) * 4 * height;
}

function area({ width, height }: Size): number {
  return width * height;
}
