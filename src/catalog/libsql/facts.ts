import type { BucketFacts, Facts, Inspection, ProtectionRule, StyleSeparator } from "../../service/ports.js";
import type { Database } from "./database.js";
import { encodeKey } from "./object-row.js";

/** What is kept of buckets and objects that live in a store of somebody else's: derived from one version, or known to Imgraph only. */
export function libsqlFacts(database: Database): Facts {
  const sql = prepare(database);

  return {
    findInspections: async (objects) =>
      objects.map(({ bucket, key, version }) => {
        const row = sql.findInspection.first(bucket, encodeKey(key), version);
        return row && (JSON.parse(row[0]) as Inspection);
      }),

    keepInspection: async ({ bucket, key, version }, inspection) => {
      sql.keepInspection.run(bucket, encodeKey(key), version, JSON.stringify(inspection));
    },

    forgetObjects: async (bucket, keys) =>
      database.write(() => {
        for (const key of keys) sql.forgetObject.run(bucket, encodeKey(key));
      }),

    findBucketFacts: async (bucket) => {
      const row = sql.findBucketFacts.first(bucket);
      return row && decodeBucketFacts(row);
    },

    keepBucketFacts: async (bucket, { styleSeparators, sourceProtection }) => {
      sql.keepBucketFacts.run(bucket, styleSeparators.join(""), JSON.stringify(sourceProtection));
    },

    forgetBucket: async (bucket) =>
      database.write(() => {
        sql.forgetObjectsOf.run(bucket);
        sql.forgetBucketFacts.run(bucket);
      }),
  };
}

type BucketFactsRow = [styleSeparators: string, sourceProtection: string];

function prepare(database: Database) {
  return {
    findInspection: database.prepare<[string]>(
      "select inspection from object_facts where bucket = ? and key = ? and version = ?",
    ),
    keepInspection: database.prepare(
      `insert into object_facts (bucket, key, version, inspection) values (?, ?, ?, ?)
       on conflict (bucket, key) do update set version = excluded.version, inspection = excluded.inspection`,
    ),
    forgetObject: database.prepare("delete from object_facts where bucket = ? and key = ?"),
    forgetObjectsOf: database.prepare("delete from object_facts where bucket = ?"),
    findBucketFacts: database.prepare<BucketFactsRow>(
      "select style_separators, source_protection from bucket_facts where bucket = ?",
    ),
    keepBucketFacts: database.prepare(
      `insert into bucket_facts (bucket, style_separators, source_protection) values (?, ?, ?)
       on conflict (bucket) do update set style_separators = excluded.style_separators,
         source_protection = excluded.source_protection`,
    ),
    forgetBucketFacts: database.prepare("delete from bucket_facts where bucket = ?"),
  };
}

function decodeBucketFacts([styleSeparators, sourceProtection]: BucketFactsRow): BucketFacts {
  return {
    styleSeparators: [...styleSeparators] as StyleSeparator[],
    sourceProtection: JSON.parse(sourceProtection) as ProtectionRule[],
  };
}
