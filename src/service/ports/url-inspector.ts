import type { AccessKey } from "./access-keys.js";
import type { UrlFacts } from "./signed-urls.js";

/** Whom a request of a URL reaches: this gateway, or the object storage behind it. */
export type UrlServer = "gateway" | "cloud";

/** A URL as the door reads it that would serve it; nothing in it is believed before its signature was found right. */
export type ReadUrl =
  /** It leads elsewhere, and is signed with no key of this gateway. */
  | { readonly kind: "foreign" }
  | {
      readonly kind: "unsigned";
      readonly server: UrlServer;
      /** Absent: it is about a bucket, or about nothing. */
      readonly bucket?: string;
      readonly key?: string;
      readonly process: string;
    }
  /** There is something of a signature, but not a whole one. */
  | { readonly kind: "malformed"; readonly server: UrlServer }
  | SignedUrlReading;

export interface SignedUrlReading extends UrlFacts {
  readonly kind: "signed";
  /** Absent: a host that neither knows, as a name that only a proxy has; the key is the gateway's. */
  readonly server?: UrlServer;
  /** Of the signature. */
  readonly version: 1 | 4;
  readonly accessKeyId: string;
  /** The key as it is now, also one that has ended; absent: there is none of that id. */
  readonly accessKey?: AccessKey;
  /** ms since 1970; version 1 does not say. */
  readonly signedAt?: number;
  /** Absent: the signature is right for no request. */
  readonly right?: {
    /** Of the requests that it is right for: `GET`. */
    readonly method: string;
    /** Whether the door lets it in now, and why not. */
    readonly now: "in-force" | "expired" | "not-yet" | "key-ended";
  };
}

/** Reads URLs with the code that serves them. */
export interface UrlInspector {
  /** Fetches nothing, and counts as no use of a key. Throws InvalidArgument for what is no absolute http(s) URL of at most 16 KiB. */
  read(url: string, signal: AbortSignal): Promise<ReadUrl>;
}
