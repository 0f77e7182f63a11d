import { createHash } from "node:crypto";
import type { BucketName } from "../../base/bucket-name.js";
import type { ObjectKey } from "../../base/object-key.js";
import type {
  Revocation,
  Revoked,
  SignedUrls,
  SignedUrlsQuery,
  SignedUrlsRecord,
  UrlRecords,
} from "../../service/ports.js";
import type { Database, SqlValue } from "./database.js";
import { decodeKey, encodeKey } from "./object-row.js";

/** Signed URLs that were handed out, and revocations. */
export function libsqlUrlRecords(database: Database): UrlRecords {
  const sql = prepare(database);
  return {
    keep: (signed) =>
      database.write(() =>
        signed.filter(({ bucket, key, caller, processes, signedAt, expiresAt }) => {
          const digest = digestOf({ bucket, key, caller, processes, expiresAt });
          const isThere = sql.find.first(digest) !== undefined;
          sql.put.run(digest, bucket, encodeKey(key), caller, JSON.stringify(processes), signedAt, expiresAt);
          return !isThere;
        }),
      ),

    list: async (query) => {
      const { where, values } = conditions(query);
      const select = database.prepare<UrlRow>(
        `select id, bucket, key, caller, processes, signed_at, expires_at from signed_urls ${where} order by id desc limit ?`,
      );
      return select.all(...values, query.limit).map(decodeSigned);
    },

    removeEnded: (before, limit) => database.write(() => sql.removeEnded.run(before, limit)),

    revoke: ({ id, revoked, reason, revokedBy, revokedAt, endsAt }) =>
      database.write(() => {
        sql.revoke.run(id, JSON.stringify(revoked), reason, revokedBy, revokedAt, endsAt ?? null);
      }),

    lift: (id) => database.write(() => sql.lift.run(id) > 0),

    revocations: async () => sql.revocations.all().map(decodeRevocation),

    revocationOfCallers: async ({ bucket, key, process, expiresAt }) =>
      sql.revocationOfCallers.first(bucket, encodeKey(key as ObjectKey), expiresAt, process)?.[0],
  };
}

type UrlRow = [
  id: number,
  bucket: string,
  key: Uint8Array,
  caller: string,
  /** JSON of a list of texts. */
  processes: string,
  signedAt: number,
  expiresAt: number,
];

/** `revoked` is JSON of Revoked. */
type RevocationRow = [
  id: string,
  revoked: string,
  reason: string,
  revokedBy: string,
  revokedAt: number,
  endsAt: number | null,
];

function prepare(database: Database) {
  return {
    find: database.prepare<[id: number]>("select id from signed_urls where digest = ?"),
    // What is there is replaced by a row with a higher id.
    put: database.prepare(
      "insert or replace into signed_urls (digest, bucket, key, caller, processes, signed_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
    ),
    removeEnded: database.prepare(
      "delete from signed_urls where id in (select id from signed_urls where expires_at < ? limit ?)",
    ),
    revoke: database.prepare(
      "insert into revocations (id, revoked, reason, revoked_by, revoked_at, ends_at) values (?, ?, ?, ?, ?, ?)",
    ),
    lift: database.prepare("delete from revocations where id = ?"),
    revocations: database.prepare<RevocationRow>(
      "select id, revoked, reason, revoked_by, revoked_at, ends_at from revocations order by id",
    ),
    revocationOfCallers: database.prepare<[id: string]>(
      `select revocations.id from signed_urls join revocations
         on revoked ->> '$.kind' = 'caller' and revoked ->> '$.caller' = caller and signed_at <= revoked_at
       where bucket = ? and key = ? and expires_at = ? and exists (select 1 from json_each(processes) where value = ?)
       order by revocations.id limit 1`,
    ),
  };
}

/** Short, however many processes there are. */
function digestOf(signed: Omit<SignedUrls, "signedAt">): string {
  return createHash("sha256")
    .update(JSON.stringify(Object.values(signed)))
    .digest("base64url");
}

function conditions({ bucket, key, caller, endsAfter, endsWithin, process, before }: SignedUrlsQuery): {
  where: string;
  values: SqlValue[];
} {
  const given: [text: string, value: SqlValue | undefined][] = [
    // Of one caller there are fewer rows than of a bucket: theirs is the index.
    [caller === undefined ? "bucket = ?" : "+bucket = ?", bucket],
    ["key = ?", key === undefined ? undefined : encodeKey(key)],
    ["caller = ?", caller],
    ["expires_at > ?", endsAfter],
    ["expires_at >= ?", endsWithin?.[0]],
    ["expires_at <= ?", endsWithin?.[1]],
    ["exists (select 1 from json_each(processes) where value = ?)", process],
    ["id < ?", before],
  ];
  const those = given.filter((each): each is [string, SqlValue] => each[1] !== undefined);
  const where = those.length === 0 ? "" : `where ${those.map(([text]) => text).join(" and ")}`;
  return { where, values: those.map(([, value]) => value) };
}

function decodeSigned([id, bucket, key, caller, processes, signedAt, expiresAt]: UrlRow): SignedUrlsRecord {
  const at = { bucket: bucket as BucketName, key: decodeKey(key) as ObjectKey };
  return { id, ...at, caller, processes: JSON.parse(processes) as string[], signedAt, expiresAt };
}

function decodeRevocation([id, revoked, reason, revokedBy, revokedAt, endsAt]: RevocationRow): Revocation {
  const ends = endsAt === null ? {} : { endsAt };
  return { id, revoked: JSON.parse(revoked) as Revoked, reason, revokedBy, revokedAt, ...ends };
}
