import type { StyleVersions } from "../../service/ports.js";
import type { Database } from "./database.js";
import type { StyleVersionRows } from "./style-version-rows.js";

/** What styles have been, for stores that keep the styles themselves elsewhere. */
export function libsqlStyleVersions(database: Database, rows: StyleVersionRows): StyleVersions {
  return {
    match: async (style) => rows.match(style),
    record: (style, draft) => database.write(() => rows.record(style, draft)),
    find: async (bucket, name, version) => rows.find(bucket, name, version),
    list: async (bucket, name) => rows.list(bucket, name),
    forget: (bucket, name) => database.write(() => rows.forget(bucket, name)),
    forgetBucket: (bucket) => database.write(() => rows.forgetBucket(bucket)),
  };
}
