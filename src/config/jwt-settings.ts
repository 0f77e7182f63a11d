/** The settings that say which tokens are believed. */
interface JwtConfig {
  readonly jwtSecret: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly jwtIssuer: string | undefined;
  readonly jwtAudience: string | undefined;
}

/** Which tokens are believed. */
export interface JwtSettings {
  readonly keys: { readonly secret: string } | { readonly jwksUrl: string };
  readonly issuer: string;
  readonly audience: string;
}

/** The settings as a whole; `undefined` where no tokens are believed, and while one is missing: `jwtProblems` names it. */
export function jwtSettings(config: JwtConfig): JwtSettings | undefined {
  const { jwtSecret, jwksUrl, jwtIssuer: issuer, jwtAudience: audience } = config;
  if (issuer === undefined || audience === undefined) return undefined;
  if (jwtSecret !== undefined) return { keys: { secret: jwtSecret }, issuer, audience };
  return jwksUrl === undefined ? undefined : { keys: { jwksUrl }, issuer, audience };
}

/** What to set: a token that names nobody, or is meant for another service, must not be believed. */
export function jwtProblems({ jwtSecret, jwksUrl, jwtIssuer, jwtAudience }: JwtConfig): readonly string[] {
  const hasKeys = jwtSecret !== undefined || jwksUrl !== undefined;
  const needed = (name: string, what: string) => `${name}: needed for IMGRAPH_JWT_SECRET and IMGRAPH_JWKS_URL: ${what}`;
  return [
    ...(jwtSecret !== undefined && jwksUrl !== undefined
      ? ["IMGRAPH_JWKS_URL: expected either this or IMGRAPH_JWT_SECRET, got both"]
      : []),
    ...(hasKeys && jwtIssuer === undefined ? [needed("IMGRAPH_JWT_ISSUER", "the `iss` of the tokens")] : []),
    ...(hasKeys && jwtAudience === undefined ? [needed("IMGRAPH_JWT_AUDIENCE", "the `aud` of the tokens")] : []),
    ...(!hasKeys && (jwtIssuer ?? jwtAudience) !== undefined
      ? ["IMGRAPH_JWT_SECRET: needed for IMGRAPH_JWT_ISSUER and IMGRAPH_JWT_AUDIENCE: it, or IMGRAPH_JWKS_URL"]
      : []),
  ];
}
