/** Ends an exhaustive switch: a forgotten case is a compile error; a value that lies about its type is a bug. */
export function assertNever(value: never): never {
  throw new TypeError(`unreachable case: ${JSON.stringify(value)}`);
}
