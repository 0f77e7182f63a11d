import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { ChangeKind, ObjectChange } from "../../service/ports.js";
import { DateTime } from "../scalars.js";
import { Bucket } from "./bucket.js";

const ImageEventKinds = {
  STORED: "stored",
  DELETED: "deleted",
  HEADERS_CHANGED: "headers",
  ACL_CHANGED: "acl",
  NOTES_CHANGED: "notes",
} as const satisfies Record<string, ChangeKind>;

registerEnumType(ImageEventKinds, {
  name: "ImageEventKind",
  description: "What happened to an object.",
  valuesConfig: {
    STORED: { description: "Bytes were stored under its name: uploaded, appended, copied, moved there, or saved." },
    DELETED: { description: "Nothing is there any more; also told when there was nothing before." },
    HEADERS_CHANGED: { description: "It has another content type, other headers, or other metadata." },
    ACL_CHANGED: { description: "It has another ACL." },
    NOTES_CHANGED: { description: "It has another alternative text, title, tags or focal point." },
  },
});

@ObjectType({ description: "Something that this gateway did to an object." })
export class ImageEvent {
  constructor(readonly change: ObjectChange) {}

  @Field(() => ImageEventKinds, { description: "What happened." })
  get kind(): ChangeKind {
    return this.change.kind;
  }

  @Field(() => Bucket, { description: "Where the object is, or was." })
  get bucket(): Bucket {
    return new Bucket(this.change.bucket);
  }

  @Field(() => String, { description: "Its name within the bucket, 1..1023 bytes." })
  get key(): string {
    return this.change.key;
  }

  @Field(() => DateTime, { description: "When it was done." })
  get at(): number {
    return this.change.at;
  }
}
