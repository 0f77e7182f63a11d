import type { Notes, NotesChange, ObjectNotes, ObjectRef } from "../../service/ports.js";
import type { Database } from "./database.js";
import { encodeKey } from "./object-row.js";

/** What people say of objects. */
export function libsqlNotes(database: Database): Notes {
  const sql = prepare(database);

  const find = ({ bucket, key }: ObjectRef): ObjectNotes | undefined => {
    const row = sql.find.first(bucket, encodeKey(key));
    return row && decodeNotes(row);
  };

  return {
    find: async (objects) => objects.map(find),

    change: async (at, change) =>
      database.write(() => {
        const notes = changed(find(at) ?? { tags: [] }, change);
        const { alt, title, tags, focalPoint } = notes;
        const key = encodeKey(at.key);
        if (tags.length === 0 && (alt ?? title ?? focalPoint) === undefined) sql.forget.run(at.bucket, key);
        else
          sql.put.run(
            ...[at.bucket, key, alt ?? null, title ?? null, JSON.stringify(tags)],
            ...[focalPoint?.x ?? null, focalPoint?.y ?? null],
          );
        return notes;
      }),

    copy: async (source, target) =>
      database.write(() => {
        sql.forget.run(target.bucket, encodeKey(target.key));
        sql.copy.run(target.bucket, encodeKey(target.key), source.bucket, encodeKey(source.key));
      }),

    forget: async (bucket, keys) =>
      database.write(() => {
        for (const key of keys) sql.forget.run(bucket, encodeKey(key));
      }),

    forgetBucket: async (bucket) =>
      database.write(() => {
        sql.forgetBucket.run(bucket);
      }),
  };
}

/** What is said after a change. */
function changed(notes: ObjectNotes, change: NotesChange): ObjectNotes {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const all = { ...notes, ...Object.fromEntries(given) } as { [Name in keyof ObjectNotes]: ObjectNotes[Name] | null };
  const { alt, title, tags, focalPoint } = all;
  return { tags: tags ?? [], ...(alt && { alt }), ...(title && { title }), ...(focalPoint && { focalPoint }) };
}

type NotesRow = [alt: string | null, title: string | null, tags: string, focalX: number | null, focalY: number | null];

function decodeNotes([alt, title, tags, x, y]: NotesRow): ObjectNotes {
  return {
    tags: JSON.parse(tags) as string[],
    ...(alt !== null && { alt }),
    ...(title !== null && { title }),
    ...(x !== null && y !== null && { focalPoint: { x, y } }),
  };
}

function prepare(database: Database) {
  const columns = "alt, title, tags, focal_x, focal_y";
  return {
    find: database.prepare<NotesRow>(`select ${columns} from object_notes where bucket = ? and key = ?`),
    put: database.prepare(
      `insert into object_notes (bucket, key, ${columns}) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (bucket, key) do update set alt = excluded.alt, title = excluded.title, tags = excluded.tags,
         focal_x = excluded.focal_x, focal_y = excluded.focal_y`,
    ),
    copy: database.prepare(
      `insert into object_notes (bucket, key, ${columns})
         select ?, ?, ${columns} from object_notes where bucket = ? and key = ?`,
    ),
    forget: database.prepare("delete from object_notes where bucket = ? and key = ?"),
    forgetBucket: database.prepare("delete from object_notes where bucket = ?"),
  };
}
