import { Extensions, Field, Int, ObjectType } from "type-graphql";
import { Failure } from "../../base/failure.js";
import type { StyleUse as Use } from "../../service/styles/style-uses.js";
import { DateTime } from "../scalars.js";
import type { StyleImpactReader } from "../style-impact-reader.js";
import { Image } from "./image.js";
import { Rendition } from "./rendition.js";
import { StoredObject } from "./stored-object.js";
import { StyleWarning } from "./style-warning.js";

/** Images that are tried, and entries of each sample. */
export const sampleSizes = { min: 0, max: 24, usual: 6 } as const;

@ObjectType({ description: "An object, and a process string that names the style." })
export class StyleUse {
  constructor(private readonly use: Use) {}

  @Field(() => String, { description: "Name of the object within the style's bucket." })
  get key(): string {
    return this.use.at.key;
  }

  @Field(() => String, { description: "The process string, with the arguments that it gives the style." })
  get process(): string {
    return this.use.process;
  }

  @Field(() => DateTime, { description: "When the last of its signed URLs ends." })
  get expiresAt(): number {
    return this.use.endsAt * 1000;
  }
}

@ObjectType({
  description:
    "Signed URLs that name the style, alone or among other stages, and have not ended. URLs without a signature, and those that others signed, are known to nobody.",
})
export class StyleUrls {
  @Field(() => Int, { description: "How many different ones." })
  readonly count!: number;

  @Field(() => Boolean, {
    description: "All were counted; false: only those among the latest 10000 entries of `signedUrls` for the bucket.",
  })
  readonly isComplete!: boolean;

  @Field(() => DateTime, { nullable: true, description: "When the last one ends. Null: there is none." })
  readonly lastExpiresAt!: number | undefined;

  @Extensions({ entries: sampleSizes.max })
  @Field(() => [StyleUse], { description: "What they show: the latest, each once." })
  readonly sample!: readonly StyleUse[];
}

@ObjectType({
  description:
    "Results that are kept of what those URLs show, and of the sampled images. A change leaves them unused; the new ones are rendered when they are first asked for.",
})
export class StyleResults {
  @Field(() => Int, { description: "How many are kept." })
  readonly count!: number;

  @Field(() => Int, { description: "For how many that was looked up." })
  readonly lookedAt!: number;

  @Field(() => Boolean, {
    description:
      "It was looked up for all; false: there are more than 100, or some go by what is seen in pictures that nobody has looked at.",
  })
  readonly isComplete!: boolean;
}

@ObjectType({
  description: "Objects that were saved through the style. A change does not touch them: they stay as they are.",
})
export class StyleDerived {
  @Field(() => Int, { description: "How many were saved; some may have been replaced since." })
  readonly count!: number;

  @Field(() => Boolean, { description: "All were counted; false: there are more than 1000." })
  readonly isComplete!: boolean;

  @Extensions({ entries: sampleSizes.max })
  @Field(() => [StoredObject], { description: "Some that are still what was saved, the latest first." })
  readonly sample!: readonly StoredObject[];
}

@ObjectType({
  description: "An image under the style as it is, and as it would be. `compare` tells how far they are apart.",
})
export class StyleImpactRendition {
  @Field(() => Image, { description: "The image." })
  readonly image!: Image;

  @Field(() => Rendition, {
    nullable: true,
    description: "As the style is. Null: there is no style yet, or it makes no picture of this image.",
  })
  readonly before!: Rendition | undefined;

  @Field(() => Rendition, {
    nullable: true,
    description: "As it would be. Null: it would make no picture of this image; `warnings` says why.",
  })
  readonly after!: Rendition | undefined;
}

@ObjectType({
  description:
    "What a change of a style touches, as far as this gateway knows. Each part is found when it is asked for. Nothing is rendered; where the transform goes by what is seen, the sampled images are looked at once.",
})
export class StyleImpact {
  constructor(private readonly reader: StyleImpactReader) {}

  @Field(() => StyleUrls, { complexity: 20, description: "Signed URLs that name it." })
  async signedUrls(): Promise<StyleUrls> {
    const { count, isComplete, uses } = (await this.reader.uses()).urls;
    const ends = uses.map(({ endsAt }) => endsAt);
    return {
      count,
      isComplete,
      lastExpiresAt: ends.length > 0 ? Math.max(...ends) * 1000 : undefined,
      sample: uses.slice(0, this.reader.change.sample).map((use) => new StyleUse(use)),
    };
  }

  @Field(() => StyleResults, {
    nullable: true,
    complexity: 100,
    description: "Results of it that are kept. Null: this gateway keeps none, or there is no style yet.",
  })
  cachedResults(): Promise<StyleResults | undefined> {
    return this.reader.kept();
  }

  @Field(() => StyleDerived, { complexity: 20, description: "Objects that were saved through it." })
  async derivedObjects(): Promise<StyleDerived> {
    const { count, isComplete, objects } = (await this.reader.uses()).derived;
    const sample = objects.slice(0, this.reader.change.sample).map((object) => new StoredObject(object));
    return { count, isComplete, sample };
  }

  @Extensions({ entries: sampleSizes.max })
  @Field(() => [StyleImpactRendition], {
    complexity: 100,
    description:
      "A few images before and after: first those that signed URLs show, then from what objects were saved, then from the beginning of the bucket.",
  })
  async renditions(): Promise<readonly StyleImpactRendition[]> {
    const made = (rendition: Rendition | Failure | undefined) => (rendition instanceof Failure ? undefined : rendition);
    return (await this.reader.tried()).map(({ object, before, after }) => ({
      image: new Image(object),
      before: made(before),
      after: made(after),
    }));
  }

  @Extensions({ entries: sampleSizes.max })
  @Field(() => [StyleWarning], { complexity: 100, description: "What it may break, by those URLs and images." })
  warnings(): Promise<readonly StyleWarning[]> {
    return this.reader.warnings();
  }
}
