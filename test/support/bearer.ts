import { SignJWT } from "jose";

/** Who issues the tests' tokens, for whom, and by which secret they are signed. */
export const issued = {
  secret: "a secret of the tests, which is long enough",
  issuer: "login",
  audience: "imgraph",
} as const;

export interface Claims {
  readonly role?: string;
  readonly places?: readonly string[];
  readonly audience?: string;
  /** Seconds. */
  readonly expiresIn?: number;
}

/** The header `Authorization` of Ann, who has a role in places. */
export async function bearer(claims: Claims): Promise<string> {
  const { role = "admin", places = ["photos"], audience = issued.audience, expiresIn = 600 } = claims;
  const token = await new SignJWT({ imgraph_role: role, imgraph_scopes: places })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("ann")
    .setIssuer(issued.issuer)
    .setAudience(audience)
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
    .sign(new TextEncoder().encode(issued.secret));
  return `Bearer ${token}`;
}
