/**
 * The line of text that is drawn, in composed form: control characters and line breaks become blanks, and the controls that
 * reorder whatever text comes after them are dropped. `undefined` when nothing of it could leave ink.
 */
export function plainLine(text: string): string | undefined {
  const line = text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, "")
    .normalize("NFC");
  return hasInk(line) ? line : undefined;
}

/** True when something of the line could leave ink. */
export function hasInk(line: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(line);
}

/** The code points of a line that need a glyph: not blanks, and not what only tells a font how to draw its neighbours. */
export function inkPoints(line: string): readonly number[] {
  return [...line.replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, "")].map((letter) => letter.codePointAt(0)!);
}
