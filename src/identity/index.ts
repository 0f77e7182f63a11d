/** Who callers are, where somebody else vouches for them. `createTokenVerifier` makes it. */
export { createTokenVerifier, type TokenVerifierUse } from "./token-verifier.js";
