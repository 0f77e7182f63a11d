/**
 * How many runs a test makes: the count that is promised at full scale (`npm run test:full`), a tenth of it, rounded up,
 * otherwise.
 */
export function scaled(full: number): number {
  return atFullScale() ? full : Math.ceil(full / 10);
}

export function atFullScale(): boolean {
  return process.env.IMGRAPH_TEST_SCALE === "full";
}
