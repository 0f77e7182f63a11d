/** Watches for a silence of the other side while something is expected of it. */
export class Silence {
  /** The longest that it may last. */
  readonly ms: number;
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(ms: number, onSilence: () => void) {
    this.ms = ms;
    this.#onSilence = onSilence;
  }

  /** It lasted too long. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** From now on something is expected. */
  expect(): void {
    this.heard();
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#onSilence();
    }, this.ms);
  }

  /** Something came, or nothing is expected for now. */
  heard(): void {
    clearTimeout(this.#timer);
  }
}
