import type { Call } from "../call.js";
import type { ShownKey } from "../keys/key-service.js";
import type { Revocation, Revoked, SignedUrlsQuery, SignedUrlsRecord, StoredObject, UrlServer } from "../ports.js";
import type { UrlFacts } from "./revoked-names.js";

/**
 * What a URL is good for: `forbidden`, its signature is right but its key may not read that; `tampered`, its signature fits
 * nothing that it says; `unknown-key`, it is signed with a key that there is not, or not any more.
 */
export type UrlState =
  | "valid"
  | "not-yet"
  | "expired"
  | "revoked"
  | "key-ended"
  | "forbidden"
  | "tampered"
  | "unknown-key"
  | "unsigned"
  | "foreign";

/** All that is known of a URL. Where its signature is not right, it is what the URL claims. */
export interface UrlInspection {
  readonly state: UrlState;
  /** Absent: it leads to a host that is neither, which may lead here in the end where the key is the gateway's. */
  readonly server?: UrlServer;
  /** A request of it would be let in now, and what it names is there. */
  readonly isServed: boolean;
  /** As in the URL: no such bucket need be possible. */
  readonly bucket?: string;
  /** Without the style that a name may carry; that is in `process`. */
  readonly key?: string;
  /** Absent: the object as it is. It need not be right. */
  readonly process?: string;
  /** Absent: there is none of that name. */
  readonly object?: StoredObject;
  /** Of the signature. */
  readonly version?: 1 | 4;
  readonly accessKeyId?: string;
  readonly accessKey?: ShownKey;
  /** For which it is signed: `GET`. Absent: its signature is not right. */
  readonly method?: string;
  /** ms since 1970; version 1 does not say. */
  readonly signedAt?: number;
  /** Seconds since 1970. */
  readonly expiresAt?: number;
  /** The oldest that names it; a cloud serves it all the same. */
  readonly revocation?: Revocation;
  /** To whom this gateway gave it, the latest first, at most 20; empty where somebody else signed it. */
  readonly handedOut: readonly SignedUrlsRecord[];
}

/** Which URLs to refuse; one by itself as it was handed out. */
export type ToRevoke = { readonly kind: "url"; readonly url: string } | Exclude<Revoked, { readonly kind: "url" }>;

/** Use-cases about signed URLs that were handed out. All but `isUrlRevoked` are for who may manage everything. */
export interface UrlControl {
  /** The latest first; with `ended` also those that have ended, within a week of their end. Throws AccessDenied. */
  listSignedUrls(
    query: Omit<SignedUrlsQuery, "endsAfter"> & { readonly ended: boolean },
    call: Call,
  ): Promise<readonly SignedUrlsRecord[]>;
  /** In order of id. Throws AccessDenied. */
  listRevocations(call: Call): Promise<readonly Revocation[]>;
  /**
   * Refuses URLs from now until it is lifted: also those that are signed later, but for a caller's, of whom those count that were
   * handed out until now. It is lifted by itself once they have all ended. Throws AccessDenied; NoSuchBucket, NoSuchKey, and InvalidArgument
   * for a caller, where neither that is there nor a URL of it was handed out; InvalidArgument for what is no signed URL, a reason above
   * 200 characters, or more revocations than 10000.
   */
  revokeUrls(what: ToRevoke, reason: string, call: Call): Promise<Revocation>;
  /** What was revoked and holds again; `undefined` when there is no revocation of that id. Throws AccessDenied. */
  liftRevocation(id: string, call: Call): Promise<Revocation | undefined>;
  /** Throws AccessDenied, and InvalidArgument for what is no absolute http(s) URL of at most 16 KiB. */
  inspectUrl(url: string, call: Call): Promise<UrlInspection>;
  /** For doors, once the signature of a URL was found right. */
  isUrlRevoked(url: UrlFacts, call: Call): Promise<boolean>;
}
