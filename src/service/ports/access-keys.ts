import type { BucketName } from "../../base/bucket-name.js";

/** What a key may do where it counts: read objects, list them and have them processed; also write and delete them; also manage ACLs, styles and buckets. */
export type Role = "read" | "write" | "admin";

/** Where a key counts. */
export interface Scope {
  readonly bucket: BucketName;
  /** Only keys that start with it; a bucket's own affairs are outside then. */
  readonly prefix?: string;
}

/** What the holder of a key may do. */
export interface Grant {
  readonly role: Role;
  /** `everywhere`, or each of these places. */
  readonly scopes: readonly Scope[] | "everywhere";
}

/** An access key of the OSS endpoint as it is kept. */
export interface AccessKey extends Grant {
  readonly id: string;
  readonly secret: string;
  /** For people. */
  readonly label: string;
  /** Of a temporary key, lower-case hex SHA-256 of the security token that goes with it. */
  readonly tokenHash?: string;
  /** The key that a temporary one was made with: it ends with that. */
  readonly parent?: string;
  /** ms since 1970, like the rest. */
  readonly createdAt: number;
  /** From then on it is refused. */
  readonly expiresAt?: number;
  readonly revokedAt?: number;
  /** To the minute. */
  readonly lastUsedAt?: number;
}

/** Keeps access keys. Each method is durable when it resolves, and what `find` answers is never older than that. */
export interface AccessKeys {
  /** Throws AccessKeyAlreadyExists. */
  insert(key: AccessKey): Promise<void>;
  find(id: string): Promise<AccessKey | undefined>;
  /** In order of id, strictly after `after`; temporary ones only when asked for. */
  list(query: {
    readonly after?: string;
    readonly limit: number;
    readonly temporary?: boolean;
  }): Promise<readonly AccessKey[]>;
  /** Changes what is given; `undefined` when there is none. */
  update(
    id: string,
    change: Partial<Pick<AccessKey, "label" | "expiresAt" | "revokedAt" | "lastUsedAt">>,
  ): Promise<AccessKey | undefined>;
  /**
   * Makes the other key and gives this one that end, ms since 1970, unless it ends sooner; both or neither. `undefined` when
   * there is none, or it is revoked. Throws AccessKeyAlreadyExists.
   */
  replace(id: string, expiresAt: number, by: AccessKey): Promise<AccessKey | undefined>;
  /** Removes those that expired or were revoked before `before`; how many. */
  removeEnded(before: number): Promise<number>;
}
