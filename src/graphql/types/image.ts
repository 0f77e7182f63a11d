import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Extensions, Field, Info, Int, ObjectType } from "type-graphql";
import type { EngineChoice } from "../../pipeline/index.js";
import type { ListedObject, ObjectRef, StoredObject } from "../../service/ports.js";
import { urlLife } from "../../service/urls/url-life.js";
import { connectionOf } from "../connection.js";
import type { Context } from "../context.js";
import { EngineChoices, engineDoc, readTransformFor } from "../inputs/engine-argument.js";
import { TransformInput } from "../inputs/transform-input.js";
import { makeRendition } from "../make-rendition.js";
import { readingCall } from "../reading-call.js";
import { only, refusing } from "../refused-input.js";
import { HexColor, Url } from "../scalars.js";
import { InRange } from "../schema/in-range.js";
import { ImageInfo } from "./image-info.js";
import { Node } from "./node.js";
import { ObjectFacts } from "./object-facts.js";
import { Placeholder, PlaceholderKind, placeholderValue } from "./placeholder.js";
import { Rendition } from "./rendition.js";

const lookDoc =
  "Decodes the picture at first sight, once for all that is told of its pixels, and is kept with it. Null with an error for a damaged or too large file, and where the caller may see styles of it only.";

const places = { transform: ["transform"], engine: ["engine"] };

const lookerDoc = "Who is to look. The cloud does not; with ANY this machine does then.";

const expiresInDoc = `Life of the signature. Default: ${urlLife.usual}.`;

@ObjectType({ implements: Node, description: "A stored object whose header is that of an image." })
export class Image extends ObjectFacts {
  constructor(object: ListedObject | StoredObject) {
    super("Image", object);
  }

  /** Its name, for resolvers. */
  get at(): ObjectRef {
    const { bucket, key } = this.object;
    return { bucket, key };
  }

  @Field(() => ImageInfo, {
    nullable: true,
    description:
      "What the header says. Null with an error for a damaged or too large file, and where the caller may see styles of it only.",
  })
  async info(@Ctx() { loaders, service, call }: Context): Promise<ImageInfo> {
    await service.authorizeRead(this.object, "image/info", call);
    return new ImageInfo(await loaders.header.load(this.object), { object: this.object });
  }

  @Extensions({ renders: 1 })
  @Field(() => HexColor, {
    nullable: true,
    complexity: 10,
    description: "Mean colour of the picture. This decodes it, once in an operation.",
  })
  averageHue(@Ctx() { loaders }: Context): Promise<string> {
    return loaders.averageHue.load(this.object);
  }

  @Extensions({ renders: 1 })
  @Field(() => Placeholder, {
    nullable: true,
    description: `Something small to show while the picture loads. ${lookDoc}`,
  })
  async placeholder(
    @Arg("kind", () => PlaceholderKind, { defaultValue: PlaceholderKind.THUMBHASH, description: "What it should be." })
    kind: PlaceholderKind,
    @Arg("engine", () => EngineChoices, { defaultValue: "configured", description: lookerDoc }) engine: EngineChoice,
    @Ctx() { loaders }: Context,
  ): Promise<Placeholder> {
    return placeholderValue(kind, await loaders.insights.load({ object: this.object, engine }));
  }

  @Extensions({ renders: 1 })
  @Field(() => [HexColor], {
    nullable: true,
    description: `At most six colours that stand for the picture, the most common first. ${lookDoc}`,
  })
  async palette(
    @Arg("engine", () => EngineChoices, { defaultValue: "configured", description: lookerDoc }) engine: EngineChoice,
    @Ctx() { loaders }: Context,
  ): Promise<readonly string[]> {
    return (await loaders.insights.load({ object: this.object, engine })).palette;
  }

  @Extensions({ renders: 1 })
  @Field(() => String, {
    nullable: true,
    description: `64 bits in hex: up to 8 bits apart is the same picture in another size or quality, up to 12 a similar one. ${lookDoc}`,
  })
  async perceptualHash(
    @Arg("engine", () => EngineChoices, { defaultValue: "configured", description: lookerDoc }) engine: EngineChoice,
    @Ctx() { loaders }: Context,
  ): Promise<string> {
    return (await loaders.insights.load({ object: this.object, engine })).perceptualHash;
  }

  @Field(() => Url, {
    nullable: true,
    complexity: 5,
    description:
      "A signed URL of the object, or of what a transform makes of it. Costs no pixel. Null with an error when the transform cannot be carried out.",
  })
  async url(
    @Arg("transform", () => TransformInput, {
      nullable: true,
      description: "What to make of it. Default: the object as it is.",
    })
    transform: TransformInput | null | undefined,
    @InRange(urlLife)
    @Arg("expiresIn", () => Int, { nullable: true, description: expiresInDoc })
    expiresIn: number | null | undefined,
    @Arg("download", () => String, {
      nullable: true,
      description: "File name under which browsers save it, instead of showing it.",
    })
    download: string | null | undefined,
    @Arg("engine", () => EngineChoices, { defaultValue: "configured", description: engineDoc }) engine: EngineChoice,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<string> {
    const { service, turns } = context;
    const call = readingCall(context, info);
    await turns.next();
    const process = transform && (await this.canonical(transform, engine, { service, call }));
    const options = { ...(process && { process }), ...(download && { downloadAs: download }), ...seconds(expiresIn) };
    const { url } = await refusing(only("InvalidArgument", ["expiresIn"]), () =>
      service.signUrl(this.object, options, call),
    );
    return url;
  }

  @Field(() => Rendition, {
    nullable: true,
    complexity: 5,
    description:
      "What a transform makes of it: URL, exact size, plan. Costs no pixel. Null with an error when the transform cannot be carried out.",
  })
  async rendition(
    @Arg("transform", () => TransformInput, { description: "What to make of it." }) transform: TransformInput,
    @InRange(urlLife)
    @Arg("expiresIn", () => Int, { nullable: true, description: expiresInDoc })
    expiresIn: number | null | undefined,
    @Arg("engine", () => EngineChoices, { defaultValue: "configured", description: engineDoc }) engine: EngineChoice,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Rendition> {
    const { service, turns } = context;
    const call = readingCall(context, info);
    return makeRendition(this.object, { transform, engine, expiresIn }, places, { service, call, turns });
  }

  private async canonical(
    input: TransformInput,
    engine: EngineChoice,
    { service, call }: Pick<Context, "service" | "call">,
  ): Promise<string> {
    const transform = readTransformFor(engine, input, places);
    const { canonical } = await refusing(transform.blame, () => service.prepare(this.object, transform.pipeline, call));
    return canonical;
  }
}

const seconds = (expiresIn: number | null | undefined) => (expiresIn == null ? {} : { expiresIn });

export const ImageConnection = connectionOf("Image", () => Image);
