import { type Setting, setting, text, url } from "../setting.js";

/** Who may do what: keys and tokens. */
export const accessSettings = {
  accessKeyId: setting<string | undefined>(
    {
      name: "IMGRAPH_ACCESS_KEY_ID",
      default: undefined,
      defaultText: "made at the first start",
      doc: "Root access key of the OSS-compatible endpoint.",
    },
    "4..128 of A-Z a-z 0-9 . _ -",
    (value) => (/^[A-Za-z0-9._-]{4,128}$/.test(value) ? value : undefined),
  ),
  accessKeySecret: text({
    name: "IMGRAPH_ACCESS_KEY_SECRET",
    default: undefined,
    defaultText: "made at the first start",
    secret: true,
    minLength: 8,
    doc: "Secret of that key. One that was made is kept in the data folder, readable by its owner only, and shown once.",
  }),
  adminToken: text({
    name: "IMGRAPH_ADMIN_TOKEN",
    default: undefined,
    defaultText: "made at the first start",
    secret: true,
    minLength: 16,
    doc: "Bearer token with the admin role for GraphQL.",
  }),
  jwtSecret: text({
    name: "IMGRAPH_JWT_SECRET",
    default: undefined,
    secret: true,
    minLength: 32,
    doc: "Secret that signs callers' tokens for GraphQL (HS256). docs/access.md says what a token holds.",
  }),
  jwksUrl: url({
    name: "IMGRAPH_JWKS_URL",
    default: undefined,
    doc: "Instead of a secret: where the issuer of callers' tokens shows its public keys (a JSON Web Key Set). Rotated keys are found by themselves.",
  }),
  jwtIssuer: text({
    name: "IMGRAPH_JWT_ISSUER",
    default: undefined,
    doc: "What callers' tokens must name as their issuer, `iss`.",
  }),
  jwtAudience: text({
    name: "IMGRAPH_JWT_AUDIENCE",
    default: undefined,
    doc: "What callers' tokens must name as their audience, `aud`.",
  }),
} satisfies Record<string, Setting>;
