/** Plain text as Pango markup that draws just that: whatever would mark something up is escaped. */
export function pangoMarkup(line: string): string {
  return line.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
