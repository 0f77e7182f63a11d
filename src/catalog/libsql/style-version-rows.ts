import type { BucketName } from "../../base/bucket-name.js";
import type { StyleName } from "../../base/style-name.js";
import type { StoredStyle, Style, StyleDraft } from "../../service/ports.js";
import { maxVersionsPerStyle } from "../limits.js";
import type { Database } from "./database.js";

/** The rows of styles' versions; what writes is for within a transaction. */
export interface StyleVersionRows {
  match(style: StoredStyle): Style | undefined;
  record(style: StoredStyle, draft?: Pick<StyleDraft, "parameters" | "changedBy">): Style;
  find(bucket: BucketName, name: StyleName, version: number): Style | undefined;
  list(bucket: BucketName, name: StyleName): readonly Style[];
  forget(bucket: BucketName, name: StyleName): void;
  forgetBucket(bucket: BucketName): void;
}

/** Reads and writes them; each method as `StyleVersions` says. */
export function styleVersionRows(database: Database): StyleVersionRows {
  const sql = prepare(database);
  const newestOf = ({ bucket, name }: StoredStyle) => {
    const row = sql.newest.first(bucket, name);
    return row && decodeVersion(row);
  };
  const match = (style: StoredStyle) => {
    const newest = newestOf(style);
    return newest?.content === style.content ? asNow(style, newest) : undefined;
  };

  return {
    match,

    record: (style, { parameters, changedBy } = {}) => {
      const newest = newestOf(style);
      const declared = JSON.stringify(parameters ?? newest?.parameters ?? []);
      if (newest?.content === style.content && JSON.stringify(newest.parameters) === declared)
        return asNow(style, newest);
      const { bucket, name, content, createdAt, updatedAt } = style;
      const version = (newest?.version ?? 0) + 1;
      sql.insert.run(bucket, name, version, content, declared, changedBy ?? null, createdAt, updatedAt);
      sql.trim.run(bucket, name, version - maxVersionsPerStyle);
      return decodeVersion([bucket, name, version, content, declared, changedBy ?? null, createdAt, updatedAt]);
    },

    find: (bucket, name, version) => {
      const row = sql.find.first(bucket, name, version);
      return row && decodeVersion(row);
    },

    list: (bucket, name) => sql.list.all(bucket, name).map(decodeVersion),

    forget: (bucket, name) => {
      sql.forget.run(bucket, name);
    },

    forgetBucket: (bucket) => {
      sql.forgetBucket.run(bucket);
    },
  };
}

type VersionRow = [
  bucket: string,
  name: string,
  version: number,
  content: string,
  /** JSON of StyleParameter[]. */
  parameters: string,
  changedBy: string | null,
  createdAt: number,
  updatedAt: number,
];

function prepare(database: Database) {
  const columns = "bucket, name, version, content, parameters, changed_by, created_at, updated_at";
  const select = `select ${columns} from style_versions where bucket = ? and name = ?`;
  return {
    newest: database.prepare<VersionRow>(`${select} order by version desc limit 1`),
    find: database.prepare<VersionRow>(`${select} and version = ?`),
    list: database.prepare<VersionRow>(`${select} order by version desc`),
    insert: database.prepare(`insert into style_versions (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`),
    trim: database.prepare("delete from style_versions where bucket = ? and name = ? and version <= ?"),
    forget: database.prepare("delete from style_versions where bucket = ? and name = ?"),
    forgetBucket: database.prepare("delete from style_versions where bucket = ?"),
  };
}

/** The newest version with the times of the style itself: one that was stored again unchanged is no new version. */
function asNow({ createdAt, updatedAt }: StoredStyle, newest: Style): Style {
  return { ...newest, createdAt, updatedAt: Math.max(updatedAt, newest.updatedAt) };
}

function decodeVersion([bucket, name, version, content, parameters, changedBy, ...times]: VersionRow): Style {
  const [createdAt, updatedAt] = times;
  return {
    bucket: bucket as BucketName,
    name: name as StyleName,
    content,
    version,
    parameters: JSON.parse(parameters) as Style["parameters"],
    ...(changedBy !== null && { changedBy }),
    createdAt,
    updatedAt,
  };
}
