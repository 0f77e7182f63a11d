/**
 * Header values and request targets reach us as latin-1 strings, one character a byte; signatures are made over those bytes.
 * These functions go between such wire strings and text. Source: OSS manual, signatures; what clients send is UTF-8.
 */

/** The text that the bytes of a wire string spell in UTF-8; `undefined` when they are not UTF-8. */
export function textOfWire(wire: string): string | undefined {
  if (isPlain(wire)) return wire;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(wire, "latin1"));
  } catch {
    return undefined;
  }
}

/** The wire string of a text: its UTF-8 bytes, one character each. */
export function wireOfText(text: string): string {
  return isPlain(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** ASCII that can be seen, as nearly all is: the same in both, and making a decoder takes longer than looking. */
function isPlain(text: string): boolean {
  return !/[^ -~]/.test(text);
}
