import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import type { ImageFacts } from "../../service/ports.js";
import type { Tolerance, Verdict } from "../../service/rendering/judge-comparison.js";
import type { RenditionComparison } from "../../service/service.js";
import { ByteSize } from "../scalars.js";
import { Rendition } from "./rendition.js";

const Verdicts = {
  IDENTICAL: "identical",
  WITHIN: "within",
  DIFFERENT: "different",
  SIZE_DIFFERS: "size-differs",
  FRAMES_DIFFER: "frames-differ",
} as const satisfies Record<string, Verdict>;

registerEnumType(Verdicts, {
  name: "Verdict",
  description: "Whether two pictures pass for the same.",
  valuesConfig: {
    IDENTICAL: { description: "No pixel differs. Their files may." },
    WITHIN: { description: "They differ by no more than the tolerance." },
    DIFFERENT: { description: "They differ by more than that." },
    SIZE_DIFFERS: { description: "Their widths or heights differ: `b` was scaled to the size of `a` to be compared." },
    FRAMES_DIFFER: { description: "One has more frames: those that both have were compared." },
  },
});

@ObjectType("Tolerance", { description: "How much two pictures may differ and still pass for the same." })
export class ToleranceType {
  constructor(private readonly tolerance: Tolerance) {}

  @Field(() => Float, { description: "Least `ssim`." })
  get minSsim(): number {
    return this.tolerance.minSsim;
  }

  @Field(() => Int, { description: "Greatest `largestDifference`, levels." })
  get maxDifference(): number {
    return this.tolerance.maxLargest;
  }

  @Field(() => Float, { description: "Greatest `differingShare`." })
  get maxDifferingShare(): number {
    return this.tolerance.maxDiffering;
  }
}

@ObjectType({ description: "One of the pictures that were compared." })
export class ComparedRendition {
  @Field(() => Rendition, { description: "What it is, and where it is had." })
  readonly rendition!: Rendition;

  @Field(() => ByteSize, { description: "Size of its file as it was rendered." })
  readonly byteSize!: number;
}

@ObjectType({
  description:
    "How far two pictures are apart. Colours count as seen on mid grey, so that what is invisible does not; alpha beside them. Animations are compared frame by frame.",
})
export class Comparison {
  constructor(
    private readonly compared: RenditionComparison,
    private readonly renditions: { readonly a: Rendition; readonly b: Rendition },
    private readonly judged: { readonly verdict: Verdict; readonly tolerance: Tolerance },
  ) {}

  @Field(() => Verdicts, { description: "Whether they pass for the same." })
  get verdict(): Verdict {
    return this.judged.verdict;
  }

  @Field(() => ToleranceType, { description: "By what that was judged." })
  get tolerance(): ToleranceType {
    return new ToleranceType(this.judged.tolerance);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      "Peak signal to noise of the colours, dB: 40 and more is hardly seen. Null where no pixel differs, or none in its colours.",
  })
  get psnr(): number | undefined {
    return this.compared.pixels.psnr;
  }

  @Field(() => Float, {
    description:
      "Mean structural similarity of the brightness, -1..1, over windows of 8 by 8 px: 1 for equal pictures.",
  })
  get ssim(): number {
    return this.compared.pixels.ssim;
  }

  @Field(() => Int, { description: "The largest difference in any channel of any pixel, 0..255 levels." })
  get largestDifference(): number {
    return this.compared.pixels.largest;
  }

  @Field(() => Float, { description: "Share of the pixels that differ in a level or more, 0..1." })
  get differingShare(): number {
    return this.compared.pixels.differing;
  }

  @Field(() => Int, { description: "Frames that were compared." })
  get frames(): number {
    return this.compared.pixels.frames;
  }

  @Field(() => ComparedRendition, { description: "The first picture." })
  get a(): ComparedRendition {
    return comparedRendition(this.renditions.a, this.compared.a);
  }

  @Field(() => ComparedRendition, { description: "The second picture." })
  get b(): ComparedRendition {
    return comparedRendition(this.renditions.b, this.compared.b);
  }

  @Field(() => String, {
    description:
      "Where they differ: a PNG as a `data:` URL, as large as `heatMapSide` lets it be. Each of its pixels shows the largest difference in its square, in any frame: from violet over red and yellow to white; in dark grey what is equal.",
  })
  get heatMap(): string {
    const { heatMap = new Uint8Array(0) } = this.compared.pixels;
    return `data:image/png;base64,${Buffer.from(heatMap).toString("base64")}`;
  }
}

function comparedRendition(rendition: Rendition, { byteSize }: ImageFacts): ComparedRendition {
  return { rendition, byteSize };
}
