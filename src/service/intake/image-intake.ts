import type { Call } from "../call.js";
import type { ObjectAcl, ObjectRef, StoredObject } from "../ports.js";
import type { Piece } from "./upload-pieces.js";

/** How an image is let in. */
export interface AdmitOptions {
  /** Throw FileAlreadyExists instead of replacing. */
  readonly forbidOverwrite?: boolean;
  /** Default `default`, that of its bucket. */
  readonly acl?: ObjectAcl;
}

/** An upload under way. */
export interface ImageUpload {
  /** Opaque. */
  readonly name: string;
  readonly target: ObjectRef;
  readonly byteSize: number;
  /** What each request has to be sent with. */
  readonly contentType: string;
  /** When the URLs end, ms since 1970. */
  readonly expiresAt: number;
  readonly parts: readonly (Piece & { readonly url: string; readonly isReceived: boolean })[];
}

/** Use-cases that let images in: bytes that callers send past GraphQL, or have fetched. Each is for callers who may write the target. */
export interface ImageIntake {
  /**
   * Prepares an upload of exactly so many bytes; `expiresIn` seconds, 1..604800, is how long its URLs live. Throws InvalidArgument,
   * ImageTooLarge, NoSuchBucket, AccessDenied.
   */
  createImageUpload(
    input: {
      readonly target: ObjectRef;
      readonly contentType: string;
      readonly byteSize: number;
      readonly metadata?: Readonly<Record<string, string>>;
      readonly expiresIn?: number;
    },
    call: Call,
  ): Promise<ImageUpload>;
  /** The upload with what of it has come, and fresh URLs. Throws NoSuchUpload when it has ended, InvalidArgument. */
  getImageUpload(name: string, expiresIn: number | undefined, call: Call): Promise<ImageUpload>;
  /**
   * Makes an image of what was sent, when all of it is there and it is one; else it is dropped, and the target stays as it is. Asked
   * again within the life of an upload, it answers that image, as long as nothing else is in its place.
   * Throws NoSuchUpload, InvalidPart while something is missing (the upload goes on), BadRequest, ImageDamage, ImageTooLarge,
   * FileAlreadyExists, AccessDenied.
   */
  completeImageUpload(name: string, options: AdmitOptions, call: Call): Promise<StoredObject>;
  /**
   * Fetches an image from another host. Throws ImportRefused, ImportFailed, ImageTooLarge, BadRequest, ImageDamage,
   * FileAlreadyExists, NoSuchBucket, AccessDenied.
   */
  importImage(
    input: AdmitOptions & {
      readonly url: string;
      readonly target: ObjectRef;
      readonly metadata?: Readonly<Record<string, string>>;
    },
    call: Call,
  ): Promise<StoredObject>;
  /** Drops what was sent. Throws NoSuchUpload when it has ended. */
  abortImageUpload(name: string, call: Call): Promise<void>;
}
