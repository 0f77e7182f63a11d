/** What a token says of its bearer, once its signature, issuer, audience and times were found right. */
export interface TokenClaims {
  /** The bearer, as whoever issued the token calls them: 1..255 characters. */
  readonly sub: string;
  /** Seconds since 1970; the token is refused from then on. */
  readonly exp: number;
  readonly [claim: string]: unknown;
}

/** Tells tokens that this gateway believes from all others. */
export interface TokenVerifier {
  /**
   * Answers within seconds. Throws Unauthenticated saying what is wrong with the token, and ServiceUnavailable while the keys
   * of tokens cannot be had.
   */
  verify(token: string): Promise<TokenClaims>;
}
