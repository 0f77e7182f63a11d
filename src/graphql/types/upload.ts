import { Extensions, Field, ID, Int, ObjectType } from "type-graphql";
import type { ImageUpload } from "../../service/intake/image-intake.js";
import { ByteSize, DateTime, Url } from "../scalars.js";
import { Bucket } from "./bucket.js";
import { KeyValue } from "./key-value.js";
import { PayloadType } from "./payload-type.js";

@ObjectType({ description: "A run of the file, and the request that brings it." })
export class UploadPart {
  @Field(() => Int, { description: "From 1." })
  readonly number!: number;

  @Field(() => ByteSize, { description: "Bytes of the file before it." })
  readonly offset!: number;

  @Field(() => ByteSize, { description: "Its length; no other is taken." })
  readonly byteSize!: number;

  @Field(() => String, { description: "Method of the request." })
  readonly method!: string;

  @Field(() => Url, {
    description: "A signed URL for this part alone. It can be sent again, and replaces what came before.",
  })
  readonly url!: string;

  @Field(() => [KeyValue], {
    description: "Headers that the request has to have, beside the Content-Length that clients send by themselves.",
  })
  readonly headers!: readonly KeyValue[];

  @Field(() => Boolean, { description: "It has come." })
  readonly isReceived!: boolean;
}

@ObjectType({ description: "A file that is being sent, past GraphQL, to become an image." })
export class Upload {
  constructor(private readonly upload: ImageUpload) {}

  @Field(() => ID, { description: "Opaque; for `upload`, `completeUpload` and `abortUpload`." })
  get id(): string {
    return this.upload.name;
  }

  @Field(() => Bucket, { description: "Where the image goes." })
  get bucket(): Bucket {
    return new Bucket(this.upload.target.bucket);
  }

  @Field(() => String, { description: "The image's name within the bucket." })
  get key(): string {
    return this.upload.target.key;
  }

  @Field(() => ByteSize, { description: "Length of the file." })
  get byteSize(): number {
    return this.upload.byteSize;
  }

  @Field(() => ByteSize, { description: "How much of it has come." })
  get receivedBytes(): number {
    return this.upload.parts.reduce((sum, { byteSize, isReceived }) => sum + (isReceived ? byteSize : 0), 0);
  }

  @Field(() => DateTime, { description: "When these URLs end; `upload` gives others." })
  get expiresAt(): number {
    return this.upload.expiresAt;
  }

  @Extensions({ entries: 100 })
  @Field(() => [UploadPart], {
    complexity: 20,
    description: "The requests that bring it, in any order and side by side: one up to 16 MB, else one for each 8 MB.",
  })
  get parts(): UploadPart[] {
    const headers = [{ key: "Content-Type", value: this.upload.contentType }];
    return this.upload.parts.map((part) => ({ ...part, method: "PUT", headers }));
  }
}

@PayloadType("createUpload")
export class UploadPayload {
  @Field(() => Upload, { nullable: true, description: "The upload; null when `userErrors` says why." })
  readonly upload?: Upload;
}

@PayloadType("abortUpload")
export class AbortUploadPayload {
  @Field(() => ID, { nullable: true, description: "Id of the upload that ended; null when `userErrors` says why." })
  readonly abortedUploadId?: string;
}
