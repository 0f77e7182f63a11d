import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import type { Revocation, Revoked, SignedUrlsRecord } from "../../service/ports.js";
import { connectionOf } from "../connection.js";
import { DateTime } from "../scalars.js";
import { PayloadType } from "./payload-type.js";

@ObjectType({ description: "URLs of one object, with one end, that one operation signed." })
export class SignedUrls {
  constructor(private readonly signed: SignedUrlsRecord) {}

  /** Its place in the list, for cursors. */
  get place(): string {
    return String(this.signed.id);
  }

  @Field(() => String, { description: "Name of the bucket." })
  get bucket(): string {
    return this.signed.bucket;
  }

  @Field(() => String, { description: "Name of the object." })
  get key(): string {
    return this.signed.key;
  }

  @Field(() => String, {
    description: "Who asked for them: `admin`, `token SUBJECT`, `key ACCESS_KEY_ID`, `anonymous`.",
  })
  get caller(): string {
    return this.signed.caller;
  }

  @Field(() => [String], { description: "Their process strings; an empty one is the object as it is." })
  get processes(): readonly string[] {
    return this.signed.processes;
  }

  @Field(() => DateTime, {
    description: "When they were signed; the last time, where the same ones were asked for again.",
  })
  get signedAt(): number {
    return this.signed.signedAt;
  }

  @Field(() => DateTime, { description: "When they end." })
  get expiresAt(): number {
    return this.signed.expiresAt * 1000;
  }
}

export const SignedUrlsConnection = connectionOf("SignedUrls", () => SignedUrls);

const RevokedKinds = { URL: "url", IMAGE: "object", BUCKET: "bucket", CALLER: "caller" } as const satisfies Record<
  string,
  Revoked["kind"]
>;

registerEnumType(RevokedKinds, {
  name: "RevokedKind",
  description: "Which signed URLs a revocation refuses.",
  valuesConfig: {
    URL: { description: "One." },
    IMAGE: { description: "All of an image." },
    BUCKET: { description: "All of a bucket." },
    CALLER: { description: "Those that a caller had been given." },
  },
});

@ObjectType({ description: "Signed URLs that are refused until it is lifted." })
export class UrlRevocation {
  constructor(private readonly revocation: Revocation) {}

  @Field(() => ID, { description: "What `liftRevocation` is told." })
  get id(): string {
    return this.revocation.id;
  }

  @Field(() => RevokedKinds, { description: "Which URLs are refused." })
  get kind(): Revoked["kind"] {
    return this.revocation.revoked.kind;
  }

  @Field(() => String, { nullable: true, description: "Name of the bucket. Null with URL and CALLER." })
  get bucket(): string | undefined {
    return "bucket" in this.revocation.revoked ? this.revocation.revoked.bucket : undefined;
  }

  @Field(() => String, { nullable: true, description: "Name of the image. Null unless it is about one." })
  get key(): string | undefined {
    return "key" in this.revocation.revoked ? this.revocation.revoked.key : undefined;
  }

  @Field(() => String, {
    nullable: true,
    description: "The caller, as `signedUrls` names it. Null unless it is about one.",
  })
  get caller(): string | undefined {
    return "caller" in this.revocation.revoked ? this.revocation.revoked.caller : undefined;
  }

  @Field(() => String, { description: "Why, for people; may be empty." })
  get reason(): string {
    return this.revocation.reason;
  }

  @Field(() => String, { description: "Who revoked them, as `signedUrls` names callers." })
  get revokedBy(): string {
    return this.revocation.revokedBy;
  }

  @Field(() => DateTime, { description: "Since when they are refused." })
  get revokedAt(): number {
    return this.revocation.revokedAt;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "When it is lifted by itself, since the URLs have ended. Null: it goes on.",
  })
  get endsAt(): number | undefined {
    return this.revocation.endsAt === undefined ? undefined : this.revocation.endsAt * 1000;
  }
}

@PayloadType("revokeUrls")
export class RevokeUrlsPayload {
  @Field(() => UrlRevocation, { nullable: true, description: "What is refused now; null when `userErrors` says why." })
  readonly revocation?: UrlRevocation;
}

@PayloadType("liftRevocation")
export class LiftRevocationPayload {
  @Field(() => UrlRevocation, {
    nullable: true,
    description: "What holds again unless another revocation refuses it; null when `userErrors` says why.",
  })
  readonly lifted?: UrlRevocation;
}
