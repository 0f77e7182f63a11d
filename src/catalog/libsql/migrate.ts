import { Failure } from "../../base/failure.js";
import type { Database } from "./database.js";

/**
 * The steps from an empty file to the present form, oldest first; the file's `user_version` counts those it has had.
 * A step that was released is never edited: add another, and a data folder of the version before it to the fixtures.
 */
const steps: readonly string[] = [
  // Keys are kept as their UTF-8 bytes, so that they compare as the protocol orders them.
  `create table buckets (
     name text not null primary key,
     acl text not null,
     created_at integer not null
   ) strict, without rowid;

   create table objects (
     bucket text not null,
     key blob not null,
     version text not null,
     blob text not null,
     etag text not null,
     crc64 text not null,
     byte_size integer not null,
     type text not null,
     acl text not null,
     last_modified integer not null,
     headers text not null,
     inspection text,
     primary key (bucket, key)
   ) strict, without rowid;
   create index objects_by_blob on objects (blob);

   create table styles (
     bucket text not null,
     name text not null,
     content text not null,
     created_at integer not null,
     updated_at integer not null,
     primary key (bucket, name)
   ) strict, without rowid;`,

  // Separators as one text; protection as JSON of ProtectionRule[].
  `alter table buckets add column style_separators text not null default '';
   alter table buckets add column source_protection text not null default '[]';`,

  // An object put together of several files has an empty objects.blob, and its files in segments. CORS as JSON of
  // CorsConfiguration; an access key's scopes as JSON of Grant's.
  `alter table buckets add column cors text;

   create table segments (
     bucket text not null,
     key blob not null,
     ordinal integer not null,
     blob text not null,
     byte_size integer not null,
     primary key (bucket, key, ordinal)
   ) strict, without rowid;
   create index segments_by_blob on segments (blob);

   create table uploads (
     bucket text not null,
     key blob not null,
     id text not null,
     acl text not null,
     headers text not null,
     initiated_at integer not null,
     primary key (bucket, key, id)
   ) strict, without rowid;
   create index uploads_by_age on uploads (initiated_at);

   create table parts (
     upload text not null,
     number integer not null,
     blob text not null,
     etag text not null,
     crc64 text not null,
     byte_size integer not null,
     last_modified integer not null,
     primary key (upload, number)
   ) strict, without rowid;
   create index parts_by_blob on parts (blob);

   create table access_keys (
     id text not null primary key,
     secret text not null,
     label text not null,
     role text not null,
     scopes text not null,
     token_hash text,
     parent text,
     created_at integer not null,
     expires_at integer,
     revoked_at integer,
     last_used_at integer
   ) strict, without rowid;
   create index access_keys_by_parent on access_keys (parent);

   create table object_facts (
     bucket text not null,
     key blob not null,
     version text not null,
     inspection text not null,
     primary key (bucket, key)
   ) strict, without rowid;

   create table bucket_facts (
     bucket text not null primary key,
     style_separators text not null,
     source_protection text not null
   ) strict, without rowid;`,

  // What only the gateway knows of objects, wherever they live, under their names: tags as a JSON list, the focal point as
  // shares 0..1; and from what an object was saved, with the ETag that it had.
  `create table object_notes (
     bucket text not null,
     key blob not null,
     alt text,
     title text,
     tags text not null,
     focal_x real,
     focal_y real,
     primary key (bucket, key)
   ) strict, without rowid;

   create table derivations (
     bucket text not null,
     key blob not null,
     source_bucket text not null,
     source_key blob not null,
     etag text not null,
     process text not null,
     saved_at integer not null,
     primary key (bucket, key)
   ) strict, without rowid;
   create index derivations_by_source on derivations (source_bucket, source_key, bucket, key);

   -- What images are found by, as they are shown; 0 px where no header could be read.
   alter table objects add column look_state text generated always as (inspection ->> '$.state') virtual;
   alter table objects add column look_format text generated always as (inspection ->> '$.header.format') virtual;
   alter table objects add column look_width integer generated always as (coalesce(
     iif(inspection ->> '$.header.orientation' >= 5, inspection ->> '$.header.height', inspection ->> '$.header.width'),
     0)) virtual;
   alter table objects add column look_height integer generated always as (coalesce(
     iif(inspection ->> '$.header.orientation' >= 5, inspection ->> '$.header.width', inspection ->> '$.header.height'),
     0)) virtual;
   alter table objects add column look_frames integer generated always as (inspection ->> '$.header.frames') virtual;
   alter table objects add column look_alpha integer generated always as (inspection ->> '$.header.alpha') virtual;
   alter table objects add column look_gps integer generated always as (
     (inspection ->> '$.header.exif.GPSLatitude') is not null) virtual;
   create index objects_by_look on objects (bucket, key, look_state, look_format, look_width, look_height, look_frames,
     look_alpha, look_gps, byte_size, last_modified);
   create index objects_unseen on objects (bucket, key) where inspection is null;
   create index objects_by_time on objects (bucket, last_modified, key, look_state);
   create index objects_by_size on objects (bucket, byte_size, key, look_state);
   create index objects_by_width on objects (bucket, look_width, key, look_state);
   create index objects_by_height on objects (bucket, look_height, key, look_state);

   -- Signed URLs that were handed out, processes as a JSON list; and what is revoked of them, as JSON of Revoked.
   create table signed_urls (
     id integer not null primary key,
     digest text not null unique,
     bucket text not null,
     key blob not null,
     caller text not null,
     processes text not null,
     signed_at integer not null,
     expires_at integer not null
   ) strict;
   create index signed_urls_by_object on signed_urls (bucket, key);
   create index signed_urls_by_caller on signed_urls (caller);
   create index signed_urls_by_expiry on signed_urls (expires_at);

   create table revocations (
     id text not null primary key,
     revoked text not null,
     reason text not null,
     revoked_by text not null,
     revoked_at integer not null
   ) strict, without rowid;`,

  // What an object storage told of its objects, at `told_at` (ms since 1970), and what was seen of each at that version, in the
  // place of object_facts, whose rows lack the rest until they are told again. Walks through its listings, by prefix: those
  // that ended, `indexed_at` when they began, and those under way. The key of a bucket's fallback image.
  `create table listed_objects (
     bucket text not null,
     key blob not null,
     version text not null,
     etag text not null,
     type text not null,
     byte_size integer not null,
     last_modified integer not null,
     told_at integer not null,
     inspection text,
     look_state text generated always as (inspection ->> '$.state') virtual,
     look_format text generated always as (inspection ->> '$.header.format') virtual,
     look_width integer generated always as (coalesce(
       iif(inspection ->> '$.header.orientation' >= 5, inspection ->> '$.header.height', inspection ->> '$.header.width'),
       0)) virtual,
     look_height integer generated always as (coalesce(
       iif(inspection ->> '$.header.orientation' >= 5, inspection ->> '$.header.width', inspection ->> '$.header.height'),
       0)) virtual,
     look_frames integer generated always as (inspection ->> '$.header.frames') virtual,
     look_alpha integer generated always as (inspection ->> '$.header.alpha') virtual,
     look_gps integer generated always as ((inspection ->> '$.header.exif.GPSLatitude') is not null) virtual,
     primary key (bucket, key)
   ) strict, without rowid;
   create index listed_objects_by_look on listed_objects (bucket, key, look_state, look_format, look_width, look_height,
     look_frames, look_alpha, look_gps, byte_size, last_modified);
   create index listed_objects_unseen on listed_objects (bucket, key) where inspection is null;
   create index listed_objects_by_time on listed_objects (bucket, last_modified, key, look_state);
   create index listed_objects_by_size on listed_objects (bucket, byte_size, key, look_state);
   create index listed_objects_by_width on listed_objects (bucket, look_width, key, look_state);
   create index listed_objects_by_height on listed_objects (bucket, look_height, key, look_state);
   insert into listed_objects (bucket, key, version, etag, type, byte_size, last_modified, told_at, inspection)
     select bucket, key, version, '', 'Normal', 0, 0, 0, inspection from object_facts;
   drop table object_facts;

   create table walks (
     bucket text not null,
     prefix blob not null,
     indexed_at integer,
     begun_at integer,
     behind blob,
     primary key (bucket, prefix)
   ) strict, without rowid;

   alter table buckets add column fallback_image text;
   alter table bucket_facts add column fallback_image text;

   alter table revocations add column ends_at integer;

   -- In order of id within a bucket, so that a page of its latest is read without sorting all of them.
   create index signed_urls_by_bucket on signed_urls (bucket);

   -- What styles have been, wherever they live; parameters as JSON of StyleParameter[]. Those of before have one version.
   create table style_versions (
     bucket text not null,
     name text not null,
     version integer not null,
     content text not null,
     parameters text not null,
     changed_by text,
     created_at integer not null,
     updated_at integer not null,
     primary key (bucket, name, version)
   ) strict, without rowid;
   insert into style_versions (bucket, name, version, content, parameters, created_at, updated_at)
     select bucket, name, 1, content, '[]', created_at, updated_at from styles;

   -- Which uploads of images became objects; the key is where their bytes waited.
   create table completed_uploads (
     bucket text not null,
     key blob not null,
     etag text not null,
     completed_at integer not null,
     primary key (bucket, key)
   ) strict, without rowid;
   create index completed_uploads_by_time on completed_uploads (completed_at);`,
];

/** Brings the file to the present form, forward only. Throws InvalidArgument for a file of a newer program. */
export function migrate(database: Database, folder: string): void {
  const version = formOf(database);
  if (version > steps.length)
    throw new Failure("InvalidArgument", {
      name: "IMGRAPH_DATA_DIR",
      got: `${folder}, which has version ${version}`,
      expected: `a data folder of version ${steps.length} or older; this one was written by a newer Imgraph`,
    });
  steps.slice(version).forEach((step, i) => {
    database.transaction(() => {
      database.exec(step);
      database.exec(`pragma user_version = ${version + i + 1}`);
    });
  });
}

/** Nothing is to be done to the file, and this program knows it. */
export function isPresentForm(database: Database): boolean {
  return formOf(database) === steps.length;
}

function formOf(database: Database): number {
  const [version] = database.prepare<[number]>("pragma user_version").first() ?? [0];
  return version;
}
