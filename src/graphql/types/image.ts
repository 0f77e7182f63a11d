import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Extensions, Field, Info, Int, ObjectType, registerEnumType } from "type-graphql";
import type { EngineChoice } from "../../pipeline/index.js";
import type { ListedObject, ObjectAcl, ObjectRef, StoredObject } from "../../service/ports.js";
import { urlLife } from "../../service/url-life.js";
import { connectionOf } from "../connection.js";
import type { Context } from "../context.js";
import { InRange } from "../in-range.js";
import { EngineChoices, engineDoc, readTransformFor } from "../inputs/engine-argument.js";
import { TransformInput } from "../inputs/transform-input.js";
import { makeRendition } from "../make-rendition.js";
import { writeNodeId } from "../node-id.js";
import { readingCall } from "../reading-call.js";
import { only, refusing } from "../refused-input.js";
import { ByteSize, DateTime, HexColor, Url } from "../scalars.js";
import { Bucket, BucketAcls } from "./bucket.js";
import { ImageInfo } from "./image-info.js";
import { KeyValue, keyValues } from "./key-value.js";
import { Node } from "./node.js";
import { Placeholder, PlaceholderKind, placeholderValue } from "./placeholder.js";
import { Rendition } from "./rendition.js";

export const ObjectAcls = { DEFAULT: "default", ...BucketAcls } as const satisfies Record<string, ObjectAcl>;

registerEnumType(ObjectAcls, {
  name: "ObjectAcl",
  description: "What callers without a signature may do with an object.",
  valuesConfig: {
    DEFAULT: { description: "What the ACL of the bucket says." },
    PRIVATE: { description: "Nothing." },
    PUBLIC_READ: { description: "Read it." },
    PUBLIC_READ_WRITE: { description: "Read, replace and delete it." },
  },
});

const lookDoc =
  "Decodes the picture at first sight, once for all that is told of its pixels, and is kept with it. Null with an error for a damaged or too large file, and where the caller may see styles of it only.";

const places = { transform: ["transform"], engine: ["engine"] };

const lookerDoc = "Who is to look. The cloud does not; with ANY this machine does then.";

const expiresInDoc = `Life of the signature. Default: ${urlLife.usual}.`;

@ObjectType({ implements: Node, description: "A stored object whose header is that of an image." })
export class Image extends Node {
  constructor(readonly object: ListedObject | StoredObject) {
    super(writeNodeId("Image", object.bucket, object.key));
  }

  /** Its name, for resolvers. */
  get at(): ObjectRef {
    const { bucket, key } = this.object;
    return { bucket, key };
  }

  @Field(() => Bucket, { description: "Where it is." })
  get bucket(): Bucket {
    return new Bucket(this.object.bucket);
  }

  @Field(() => String, { description: "Its name within the bucket, 1..1023 bytes." })
  get key(): string {
    return this.object.key;
  }

  @Field(() => ByteSize, { description: "Size of the stored file." })
  get byteSize(): number {
    return this.object.byteSize;
  }

  @Field(() => String, {
    description: "Media type that was given when it was stored; `info.format` is judged by content.",
  })
  async contentType(@Ctx() context: Context): Promise<string> {
    return (await this.whole(context)).contentType;
  }

  @Field(() => String, { description: "Changes with the content; without quotes." })
  get etag(): string {
    return this.object.etag;
  }

  @Field(() => DateTime, { description: "When this version was stored." })
  get lastModified(): number {
    return this.object.lastModified;
  }

  @Field(() => ObjectAcls, { description: "The ACL of its own." })
  async acl(@Ctx() context: Context): Promise<ObjectAcl> {
    return (await this.whole(context)).acl;
  }

  @Field(() => [KeyValue], { description: "User metadata, names in lower case." })
  async metadata(@Ctx() context: Context): Promise<KeyValue[]> {
    return keyValues((await this.whole(context)).metadata);
  }

  @Field(() => ImageInfo, {
    nullable: true,
    description:
      "What the header says. Null with an error for a damaged or too large file, and where the caller may see styles of it only.",
  })
  async info(@Ctx() { loaders, service, call }: Context): Promise<ImageInfo> {
    await service.authorizeRead(this.object, "image/info", call);
    return new ImageInfo(await loaders.header.load(this.object), this.object);
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
    await turns.next();
    return makeRendition(this.object, { transform, engine, expiresIn }, places, { service, call });
  }

  /** One that came from a listing is looked up for what that does not tell. */
  private async whole({ loaders }: Context): Promise<StoredObject> {
    return "contentType" in this.object ? this.object : loaders.object.load(this.object);
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
