/** What the catalogue says of a code. */
export interface FailureEntry {
  /** Of the answer by HTTP. */
  readonly status: number;
  /** What to do about it. */
  readonly hint: string;
  /** What was expected, where, and what came. The catalogue is the one place where details of every shape meet. */
  // biome-ignore lint/suspicious/noExplicitAny: each entry narrows its own details
  readonly say: (details: any) => string;
}

/** The details of a failure that has none. */
export type Nothing = Record<never, never>;
