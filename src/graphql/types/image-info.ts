import { Ctx, Extensions, Field, Int, ObjectType } from "type-graphql";
import type { Format, Header } from "../../pipeline/index.js";
import type { Context } from "../context.js";
import type { Questioned } from "../loaders.js";
import { ByteSize } from "../scalars.js";
import { ImageFormat } from "./image-format.js";
import { KeyValue, keyValues } from "./key-value.js";

/** Members of `image/info` that are fields of their own here. */
const ownFields: ReadonlySet<string> = new Set(["FileSize", "Format", "FrameCount", "ImageHeight", "ImageWidth"]);

@ObjectType({ description: "What the header of an image says; no pixel of a stored one is read for it." })
export class ImageInfo {
  constructor(
    private readonly header: Header,
    private readonly file: Questioned,
  ) {}

  @Field(() => ImageFormat, { description: "Judged by content, not by name." })
  get format(): Format {
    return this.header.format;
  }

  @Field(() => Int, {
    description: "Stored width in px; `orientation` is not applied. `displayWidth` is as it is shown.",
  })
  get width(): number {
    return this.header.width;
  }

  @Field(() => Int, {
    description: "Stored height in px; `orientation` is not applied. `displayHeight` is as it is shown.",
  })
  get height(): number {
    return this.header.height;
  }

  @Field(() => Int, { description: "Width in px of the upright picture; that is where pipelines start." })
  get displayWidth(): number {
    return this.isTurned() ? this.header.height : this.header.width;
  }

  @Field(() => Int, { description: "Height in px of the upright picture; that is where pipelines start." })
  get displayHeight(): number {
    return this.isTurned() ? this.header.width : this.header.height;
  }

  @Field(() => Int, { description: "EXIF orientation, 1..8; 1 is upright." })
  get orientation(): number {
    return this.header.orientation;
  }

  @Field(() => Int, { description: "Number of frames; 1 for a still image." })
  get frames(): number {
    return this.header.frames;
  }

  @Field(() => Boolean, { description: "It has an alpha channel." })
  get alpha(): boolean {
    return this.header.alpha;
  }

  @Field(() => ByteSize, { description: "Size of the file." })
  get byteSize(): number {
    return this.header.byteSize;
  }

  @Field(() => Int, { nullable: true, description: "Estimated quality of a JPG, 1..100; null for other formats." })
  get quality(): number | undefined {
    return this.header.quality;
  }

  @Extensions({ entries: 20 })
  @Field(() => [KeyValue], {
    nullable: true,
    description: "EXIF fields by name, as `image/info` has them. Reads the file once.",
  })
  async exif(@Ctx() { loaders }: Context): Promise<KeyValue[]> {
    const members = await loaders.info.load(this.file);
    return keyValues(Object.fromEntries(Object.entries(members).filter(([key]) => !ownFields.has(key))));
  }

  private isTurned(): boolean {
    return this.header.orientation >= 5;
  }
}
