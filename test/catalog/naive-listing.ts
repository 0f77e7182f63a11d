/** What a listing shows, said as plainly as it can be: look at every key, roll up, sort. All pages in one. */
export function naiveListing(
  keys: readonly string[],
  { prefix = "", delimiter = "", after = "" }: { prefix?: string; delimiter?: string; after?: string },
): string[] {
  const rollUp = (text: string) => {
    const at = delimiter === "" || !text.startsWith(prefix) ? -1 : text.indexOf(delimiter, prefix.length);
    return at < 0 ? undefined : text.slice(0, at + delimiter.length);
  };
  const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const passed = (key: string) =>
    after !== "" && (compare(key, after) <= 0 || (rollUp(after) === after && key.startsWith(after)));
  const shown = keys.filter((key) => key.startsWith(prefix) && !passed(key)).map((key) => rollUp(key) ?? key);
  return [...new Set(shown)].sort(compare);
}
