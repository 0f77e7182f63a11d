/**
 * A line of plain text as Pango markup that draws just that: marks of markup are escaped, control characters and line
 * breaks become blanks, and the controls that reorder whatever text comes after them are dropped.
 * `undefined` when nothing of it could leave ink.
 */
export function pangoMarkup(text: string): string | undefined {
  const line = text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
  if (!/[^\s\p{Default_Ignorable_Code_Point}]/u.test(line)) return undefined;
  return line.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
