import { type Scope, signingKeyV4 } from "./signature-v4.js";

/** More than the keys and regions of one day anywhere; each takes less than a kilobyte. */
const maxKept = 1000;

/** Keeps the keys that version 4 derives from a secret for a day, a region and a product: four of its five HMACs. */
export class SigningKeys {
  readonly #kept = new Map<string, Buffer>();

  get(secret: string, scope: Scope): Buffer {
    const name = `${scope.day}/${scope.region}/${scope.product}/${secret}`;
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const made = signingKeyV4(secret, scope);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= maxKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(name, made);
    return made;
  }
}
