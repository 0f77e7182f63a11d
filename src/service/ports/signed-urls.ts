import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectRef } from "./objects.js";

/** A signed URL as a door sees it. */
export interface UrlFacts {
  readonly bucket: string;
  readonly key: string;
  /** As it stands in the URL, decoded. */
  readonly signature: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** Empty: the object as it is. */
  readonly process: string;
}

/** URLs of one object, with one end, that one operation signed. */
export interface SignedUrls extends ObjectRef {
  /** Who asked for them: `admin`, `token SUBJECT`, `key ACCESS_KEY_ID`, `anonymous`. */
  readonly caller: string;
  /** Different ones, in order; empty text: the object as it is. */
  readonly processes: readonly string[];
  /** ms since 1970. */
  readonly signedAt: number;
  /** When they end, seconds since 1970. */
  readonly expiresAt: number;
}

/** As it is written down. */
export interface SignedUrlsRecord extends SignedUrls {
  /** Counts up. */
  readonly id: number;
}

export interface SignedUrlsQuery {
  readonly bucket?: BucketName;
  readonly key?: string;
  readonly caller?: string;
  /** Only those that end later, seconds since 1970. */
  readonly endsAfter?: number;
  /** Only those that end then, both included, seconds since 1970. */
  readonly endsWithin?: readonly [from: number, to: number];
  /** Only those with this process string among theirs. */
  readonly process?: string;
  /** Only ids below: the list goes backwards. */
  readonly before?: number;
  readonly limit: number;
}

/** Which signed URLs are refused: one; all of an object, or of a bucket; those that a caller has been given. */
export type Revoked =
  | { readonly kind: "url"; readonly signature: string }
  | ({ readonly kind: "object" } & ObjectRef)
  | { readonly kind: "bucket"; readonly bucket: BucketName }
  | { readonly kind: "caller"; readonly caller: string };

export interface Revocation {
  readonly id: string;
  readonly revoked: Revoked;
  /** For people; may be empty. */
  readonly reason: string;
  /** Who revoked, named like the callers of signed URLs. */
  readonly revokedBy: string;
  /** ms since 1970. */
  readonly revokedAt: number;
  /** Seconds since 1970: later there is nothing left that it could refuse. Absent: it goes on until it is lifted. */
  readonly endsAt?: number;
}

/** Keeps which URLs were signed, and which are revoked. Each method is one transaction, durable when it resolves. */
export interface UrlRecords {
  /** What is there already, but for the time, gets the new time and goes to the front. Answers those that were not there. */
  keep(signed: readonly SignedUrls[]): Promise<readonly SignedUrls[]>;
  /** The latest first. */
  list(query: SignedUrlsQuery): Promise<readonly SignedUrlsRecord[]>;
  /** Some of those that ended before, seconds since 1970; the number removed, which is `limit` while there may be more. */
  removeEnded(before: number, limit: number): Promise<number>;
  revoke(revocation: Revocation): Promise<void>;
  /** False when there was none. */
  lift(id: string): Promise<boolean>;
  /** In order of id. */
  revocations(): Promise<readonly Revocation[]>;
  /** Id of the oldest revocation of a caller who had been given the URL by then; who else was given the same URL loses it too. */
  revocationOfCallers(url: Omit<UrlFacts, "signature">): Promise<string | undefined>;
}
