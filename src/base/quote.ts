/** Text from outside, shown within a message: shortened, control characters made visible. Pure. */
export function quote(text: string): string {
  return JSON.stringify(cut(text, 80));
}

/** Text of at most so many characters; anything else as it is. Pure. */
export function cut<T>(text: T, length: number): T | string {
  return typeof text === "string" && text.length > length ? `${text.slice(0, length - 3)}...` : text;
}
