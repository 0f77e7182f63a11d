const pattern = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Sun, 22 Nov 2026 08:00:00 GMT` → ms since 1970; `undefined` for anything else. Source: RFC 9110 §5.6.7, IMF-fixdate. */
export function parseHttpDate(text: string | undefined): number | undefined {
  if (text === undefined || !pattern.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** ms since 1970 → `Sun, 22 Nov 2026 08:00:00 GMT`, the fraction of a second dropped. */
export function httpDate(at: number): string {
  return new Date(at).toUTCString();
}

/** ms since 1970 → `2026-11-22T08:00:00.000Z`: XML answers show whole seconds and literally `.000`. */
export function xmlDate(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}
