import type { Call } from "../call.js";
import type { AccessKey, Grant } from "../ports.js";

/** An access key as it is shown: without what its holder alone knows. */
export interface ShownKey extends Omit<AccessKey, "secret" | "tokenHash"> {
  readonly isTemporary: boolean;
}

/** A key that was just made: the one time that its secret is shown. */
export interface NewKey {
  readonly key: ShownKey;
  readonly secret: string;
}

export interface NewTemporaryKey extends NewKey {
  /** Goes with every request that the key signs. */
  readonly securityToken: string;
}

export interface KeyInput extends Grant {
  /** For people, 1..64 characters. */
  readonly label: string;
  /** Seconds from now; without it the key ends when it is revoked. */
  readonly expiresIn?: number;
}

export interface TemporaryKeyInput {
  /** The key to make it with, whose end is its end too; default the caller's own, if the caller is one. */
  readonly parent?: string;
  /** Default: all that the parent may. */
  readonly grant?: Grant;
  /** 900..43200. Default 3600. */
  readonly durationSeconds?: number;
}

/**
 * The life of access keys. All but `createTemporaryKey` need the right to manage everywhere. Each throws AccessDenied, and
 * InvalidAccessKeyId for a key that there is not, or that has ended where a living one is wanted; the key of the settings
 * cannot be changed: InvalidArgument.
 */
export interface KeyService {
  createAccessKey(input: KeyInput, call: Call): Promise<NewKey>;
  getAccessKey(id: string, call: Call): Promise<ShownKey>;
  /** Permanent ones that are kept, ended ones included, in order of id, strictly after `after`. */
  listAccessKeys(
    query: { readonly after?: string; readonly limit: number },
    call: Call,
  ): Promise<{ readonly keys: readonly ShownKey[]; readonly next?: string }>;
  /** Makes another key with the same grant, label and end; the old one ends after `overlapSeconds`, 0..2592000, at the latest. */
  rotateAccessKey(
    id: string,
    options: { readonly overlapSeconds: number },
    call: Call,
  ): Promise<NewKey & { readonly rotated: ShownKey }>;
  /** From the next request on it is refused, with the temporary ones that were made with it. Again: nothing changes. */
  revokeAccessKey(id: string, call: Call): Promise<ShownKey>;
  /** By the holder of a permanent key or a token, or the admin; never with more rights than key or token has, nor for longer. */
  createTemporaryKey(input: TemporaryKeyInput, call: Call): Promise<NewTemporaryKey>;
}
