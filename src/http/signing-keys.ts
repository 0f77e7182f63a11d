import { assertNever } from "../base/assert-never.js";
import type { AccessKey } from "../service/ports.js";
import type { SignedCredentials } from "./credentials.js";
import { signingKeyV1 } from "./signature-v1.js";
import { type Scope, signingKeyV4 } from "./signature-v4.js";
import type { SigningKey } from "./signing-key.js";

/** More than the regions and days that one key signs for at a time; each takes less than a kilobyte. */
const maxScopes = 16;

interface Derived {
  readonly scope: Scope;
  readonly signingKey: SigningKey;
}

/** Keeps what both versions derive from an access key, version 4 for a day, a region and a product. It goes with the key. */
export class SigningKeys {
  readonly #version1 = new WeakMap<AccessKey, SigningKey>();
  readonly #version4 = new WeakMap<AccessKey, Derived[]>();

  /** The key that signs in the way of these credentials, which are of that access key. */
  of(key: AccessKey, credentials: SignedCredentials): SigningKey {
    switch (credentials.scheme) {
      case "v1-header":
      case "v1-url":
        return this.#ofVersion1(key);
      case "v4-header":
      case "v4-url":
        return this.#ofVersion4(key, credentials.scope);
      default:
        return assertNever(credentials);
    }
  }

  #ofVersion1(key: AccessKey): SigningKey {
    const kept = this.#version1.get(key);
    if (kept) return kept;
    const signingKey = signingKeyV1(key.secret);
    this.#version1.set(key, signingKey);
    return signingKey;
  }

  #ofVersion4(key: AccessKey, scope: Scope): SigningKey {
    const { day, region, product } = scope;
    const derived = this.#version4.get(key) ?? [];
    for (const { scope: its, signingKey } of derived)
      if (its.day === day && its.region === region && its.product === product) return signingKey;
    const signingKey = signingKeyV4(key.secret, scope);
    this.#version4.set(key, [{ scope, signingKey }, ...derived.slice(0, maxScopes - 1)]);
    return signingKey;
  }
}
