import type { AccessKey } from "../service/ports.js";
import { type Scope, signingKeyV4 } from "./signature-v4.js";

/** More than the regions and days that one key signs for at a time; each takes less than a kilobyte. */
const maxScopes = 16;

interface Derived {
  readonly scope: Scope;
  readonly signingKey: Buffer;
}

/** Keeps what version 4 derives from a key for a day, a region and a product: four of its five HMACs. It goes with the key. */
export class SigningKeys {
  readonly #kept = new WeakMap<AccessKey, Derived[]>();

  get(key: AccessKey, scope: Scope): Buffer {
    const { day, region, product } = scope;
    const derived = this.#kept.get(key) ?? [];
    for (const { scope: its, signingKey } of derived)
      if (its.day === day && its.region === region && its.product === product) return signingKey;
    const signingKey = signingKeyV4(key.secret, scope);
    this.#kept.set(key, [{ scope, signingKey }, ...derived.slice(0, maxScopes - 1)]);
    return signingKey;
  }
}
