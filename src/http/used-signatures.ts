/** More than are made in the time that they are good for; each takes some hundred bytes. */
const maxKept = 10_000;

/** Signatures of requests that must not be carried out twice, kept while they would pass; of this process alone. */
export class UsedSignatures {
  /** Until when, ms since 1970, by signature; the oldest first. */
  readonly #kept = new Map<string, number>();

  /** True the first time; the signature is good until `until`, ms since 1970. */
  use(signature: string, { now, until }: { readonly now: number; readonly until: number }): boolean {
    for (const [oldest, end] of this.#kept) {
      if (end >= now && this.#kept.size < maxKept) break;
      this.#kept.delete(oldest);
    }
    if (this.#kept.has(signature)) return false;
    this.#kept.set(signature, until);
    return true;
  }
}
