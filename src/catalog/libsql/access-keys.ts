import { Failure } from "../../base/failure.js";
import type { AccessKey, AccessKeys, Grant, Role } from "../../service/ports.js";
import { type Database, sqliteCode } from "./database.js";

/** Keys that are kept in memory too: those of the last requests. */
const maxRecent = 1000;

/**
 * Access keys in the catalog's file, secrets included: the file is its owner's alone. Each signed request looks one up, so
 * the last ones are remembered; nobody else writes into the file, and what is written here is forgotten first.
 */
export function libsqlAccessKeys(database: Database): AccessKeys {
  const sql = prepare(database);
  const recent = new Map<string, AccessKey>();
  const read = (id: string): AccessKey | undefined => {
    const row = sql.find.first(id);
    if (!row) return undefined;
    const [oldest] = recent.keys();
    if (recent.size >= maxRecent && oldest !== undefined) recent.delete(oldest);
    const key = decodeKey(row);
    recent.set(id, key);
    return key;
  };
  /** Within a transaction. */
  const insert = (key: AccessKey): void => {
    try {
      sql.insert.run(...encodeKey(key));
    } catch (error) {
      if (sqliteCode(error) !== "SQLITE_CONSTRAINT_PRIMARYKEY") throw error;
      throw new Failure("AccessKeyAlreadyExists", { accessKeyId: key.id });
    }
  };
  const update: (id: string, change: Parameters<AccessKeys["update"]>[1]) => AccessKey | undefined = (id, change) => {
    recent.delete(id);
    const row = sql.find.first(id);
    if (!row) return undefined;
    const key = { ...decodeKey(row), ...change };
    sql.update.run(...encodeKey(key), id);
    return key;
  };

  return {
    insert: (key) => database.write(() => insert(key)),

    find: async (id) => recent.get(id) ?? read(id),

    list: async ({ after = "", limit, temporary = false }) =>
      sql.list.all(after, temporary ? 1 : 0, limit).map(decodeKey),

    update: (id, change) => database.write(() => update(id, change)),

    replace: (id, expiresAt, by) =>
      database.write(() => {
        const row = sql.find.first(id);
        const key = row && decodeKey(row);
        if (!key || key.revokedAt !== undefined) return undefined;
        const ended = update(id, { expiresAt: Math.min(expiresAt, key.expiresAt ?? Infinity) });
        insert(by);
        return ended;
      }),

    removeEnded: (before) =>
      database.write(() => {
        recent.clear();
        return sql.removeEnded.run(before, before);
      }),
  };
}

type KeyRow = [
  id: string,
  secret: string,
  label: string,
  role: string,
  /** JSON of Grant's. */
  scopes: string,
  tokenHash: string | null,
  parent: string | null,
  createdAt: number,
  expiresAt: number | null,
  revokedAt: number | null,
  lastUsedAt: number | null,
];

/** In the order of KeyRow. */
const columns = "id, secret, label, role, scopes, token_hash, parent, created_at, expires_at, revoked_at, last_used_at";

function prepare(database: Database) {
  return {
    insert: database.prepare(`insert into access_keys (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    find: database.prepare<KeyRow>(`select ${columns} from access_keys where id = ?`),
    list: database.prepare<KeyRow>(
      `select ${columns} from access_keys where id > ? and (token_hash is null or ?) order by id limit ?`,
    ),
    update: database.prepare(`update access_keys set (${columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) where id = ?`),
    removeEnded: database.prepare("delete from access_keys where expires_at < ? or revoked_at < ?"),
  };
}

function encodeKey(key: AccessKey): KeyRow {
  const { id, secret, label, role, scopes, tokenHash, parent, createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  const optional = [expiresAt ?? null, revokedAt ?? null, lastUsedAt ?? null] as const;
  return [id, secret, label, role, JSON.stringify(scopes), tokenHash ?? null, parent ?? null, createdAt, ...optional];
}

function decodeKey(row: KeyRow): AccessKey {
  const [id, secret, label, role, scopes, tokenHash, parent, createdAt, expiresAt, revokedAt, lastUsedAt] = row;
  return {
    id,
    secret,
    label,
    role: role as Role,
    scopes: JSON.parse(scopes) as Grant["scopes"],
    createdAt,
    ...given({ tokenHash, parent, expiresAt, revokedAt, lastUsedAt }),
  };
}

/** Without what is null. */
function given<T extends object>(columns: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(columns).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}
