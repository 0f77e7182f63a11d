import type { ObjectKey } from "../../base/object-key.js";
import type { BucketFacts, Facts, Inspection, ProtectionRule, StyleSeparator } from "../../service/ports.js";
import type { Database } from "./database.js";
import { encodeListed, listedExcluded, putListed } from "./listed-row.js";
import { encodeKey } from "./object-row.js";

/** What is kept of buckets and objects that live in a store of somebody else's: derived from one version, or known to Imgraph only. */
export function libsqlFacts(database: Database): Facts {
  const sql = prepare(database);

  return {
    findInspections: async (objects) =>
      objects.map(({ bucket, key, version }) => {
        const [inspection] = sql.findInspection.first(bucket, encodeKey(key), version) ?? [];
        return inspection ? (JSON.parse(inspection) as Inspection) : undefined;
      }),

    keepInspection: async (object, inspection) => {
      sql.keepInspection.run(...encodeListed(object, 0, inspection));
    },

    tell: async ({ bucket, key }, found, toldAt) => {
      const row = sql.findListed.first(bucket, encodeKey(key));
      if (row?.[0] === found?.version) return;
      await database.write(() => {
        if (!found) sql.forgetTold.run(bucket, encodeKey(key), toldAt);
        else if (row ?? sql.isWalked.first(bucket, encodeKey(key))) sql.tell.run(...encodeListed(found, toldAt));
      });
    },

    forgetObjects: async (bucket, keys) =>
      database.write(() => {
        for (const key of keys) sql.forgetObject.run(bucket, encodeKey(key));
      }),

    findBucketFacts: async (bucket) => {
      const row = sql.findBucketFacts.first(bucket);
      return row && decodeBucketFacts(row);
    },

    keepBucketFacts: async (bucket, { styleSeparators, sourceProtection, fallbackImage }) => {
      const protection = JSON.stringify(sourceProtection);
      sql.keepBucketFacts.run(bucket, styleSeparators.join(""), protection, fallbackImage ?? null);
    },

    forgetBucket: async (bucket) =>
      database.write(() => {
        sql.forgetObjectsOf.run(bucket);
        sql.forgetWalks.run(bucket);
        sql.forgetBucketFacts.run(bucket);
      }),
  };
}

type BucketFactsRow = [styleSeparators: string, sourceProtection: string, fallbackImage: string | null];

function prepare(database: Database) {
  return {
    findInspection: database.prepare<[string | null]>(
      "select inspection from listed_objects where bucket = ? and key = ? and version = ?",
    ),
    findListed: database.prepare<[version: string]>("select version from listed_objects where bucket = ? and key = ?"),
    isWalked: database.prepare<[number]>(
      "select 1 from walks where bucket = ? and substr(?, 1, length(prefix)) = prefix limit 1",
    ),
    // An older version than the one that is known has been replaced while it was looked at.
    keepInspection: database.prepare(
      `${putListed} on conflict (bucket, key) do update set ${listedExcluded}, inspection = excluded.inspection
         where version = excluded.version or last_modified <= excluded.last_modified`,
    ),
    tell: database.prepare(
      `${putListed} on conflict (bucket, key) do update set ${listedExcluded}, inspection = null,
         told_at = excluded.told_at where told_at <= excluded.told_at`,
    ),
    forgetTold: database.prepare("delete from listed_objects where bucket = ? and key = ? and told_at <= ?"),
    forgetObject: database.prepare("delete from listed_objects where bucket = ? and key = ?"),
    forgetObjectsOf: database.prepare("delete from listed_objects where bucket = ?"),
    forgetWalks: database.prepare("delete from walks where bucket = ?"),
    findBucketFacts: database.prepare<BucketFactsRow>(
      "select style_separators, source_protection, fallback_image from bucket_facts where bucket = ?",
    ),
    keepBucketFacts: database.prepare(
      `insert into bucket_facts (bucket, style_separators, source_protection, fallback_image) values (?, ?, ?, ?)
       on conflict (bucket) do update set style_separators = excluded.style_separators,
         source_protection = excluded.source_protection, fallback_image = excluded.fallback_image`,
    ),
    forgetBucketFacts: database.prepare("delete from bucket_facts where bucket = ?"),
  };
}

function decodeBucketFacts([styleSeparators, sourceProtection, fallbackImage]: BucketFactsRow): BucketFacts {
  return {
    styleSeparators: [...styleSeparators] as StyleSeparator[],
    sourceProtection: JSON.parse(sourceProtection) as ProtectionRule[],
    fallbackImage: (fallbackImage ?? undefined) as ObjectKey | undefined,
  };
}
