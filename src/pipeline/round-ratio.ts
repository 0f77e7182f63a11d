/** a/b rounded half up, exact for integers whose products stay below 2^53. Source: specification, Notation. */
export function roundRatio(a: number, b: number): number {
  return Math.floor((2 * a + b) / (2 * b));
}
