/**
 * The characters that a TrueType or OpenType file has glyphs for, as sorted ranges of code points, ends included: its
 * `cmap` table, subtables of format 4 and 12, but for those in `without`. Throws when the file has none of them. Source: OpenType specification, cmap.
 */
export function fontCoverage(bytes, without = new Set()) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = tableOffset(view, "cmap");
  const points = new Set();
  const count = view.getUint16(cmap + 2);
  for (let n = 0; n < count; n++) {
    const platform = view.getUint16(cmap + 4 + n * 8);
    const at = cmap + view.getUint32(cmap + 8 + n * 8);
    const format = view.getUint16(at);
    const unicode = platform === 0 || platform === 3;
    if (unicode && format === 4) readSegments(view, at, points);
    if (unicode && format === 12) readGroups(view, at, points);
  }
  if (points.size === 0) throw new Error("no Unicode cmap of format 4 or 12");
  return ranges([...points].filter((point) => !without.has(point)).sort((a, b) => a - b));
}

/** The family name of a font (name table, id 16, else 1), as fontconfig sees it. */
export function fontFamily(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = tableOffset(view, "name");
  const storage = table + view.getUint16(table + 4);
  const names = new Map();
  for (let n = 0; n < view.getUint16(table + 2); n++) {
    const [platform, , language, id, length, offset] = [0, 2, 4, 6, 8, 10].map((at) =>
      view.getUint16(table + 6 + n * 12 + at),
    );
    if (platform !== 3 || language !== englishUS) continue;
    const text = bytes.subarray(storage + offset, storage + offset + length);
    names.set(id, new TextDecoder("utf-16be").decode(text));
  }
  const family = names.get(16) ?? names.get(1);
  if (!family) throw new Error("no family name");
  return family;
}

const englishUS = 0x409;

function tableOffset(view, tag) {
  const count = view.getUint16(4);
  for (let n = 0; n < count; n++) {
    const at = 12 + n * 16;
    const found = String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
    if (found === tag) return view.getUint32(at + 8);
  }
  throw new Error(`no ${tag} table`);
}

/** Format 4: segments of the basic plane, each with a shift or a list of glyphs. */
function readSegments(view, at, points) {
  const segments = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let n = 0; n < segments; n++) {
    const start = view.getUint16(starts + n * 2);
    const end = view.getUint16(ends + n * 2);
    const delta = view.getUint16(deltas + n * 2);
    const offset = view.getUint16(offsets + n * 2);
    for (let point = start; point <= end && point < 0xffff; point++) {
      const listed = offset === 0 ? point : view.getUint16(offsets + n * 2 + offset + (point - start) * 2);
      if (offset !== 0 && listed === 0) continue;
      if (((listed + delta) & 0xffff) !== 0) points.add(point);
    }
  }
}

/** Format 12: groups of code points whose glyphs follow each other. */
function readGroups(view, at, points) {
  const groups = view.getUint32(at + 12);
  for (let n = 0; n < groups; n++) {
    const [start, end, glyph] = [0, 4, 8].map((part) => view.getUint32(at + 16 + n * 12 + part));
    for (let point = start; point <= end; point++) if (glyph + point - start !== 0) points.add(point);
  }
}

function ranges(points) {
  const found = [];
  for (const point of points) {
    const last = found.at(-1);
    if (last && last[1] === point - 1) last[1] = point;
    else found.push([point, point]);
  }
  return found;
}
