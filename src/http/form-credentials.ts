import { assertNever } from "../base/assert-never.js";
import { Failure } from "../base/failure.js";
import type { AccessKey } from "../service/ports.js";
import type { Caller } from "../service/service.js";
import { admitKey, checkToken, type Keys } from "./admit-key.js";
import { callerOf } from "./authenticate.js";
import { parseCredential, parseSignature, parseTimestamp } from "./credentials-v4.js";
import { isSameText } from "./is-same-text.js";
import type { FormFields } from "./receive-form.js";
import { signingKeyV1 } from "./signature-v1.js";
import { type Scope, signingKeyV4 } from "./signature-v4.js";
import type { SigningKey } from "./signing-key.js";
import { wireOfText } from "./wire-text.js";

/** How a form says who lets it be sent; not yet verified. */
export type FormCredentials = {
  readonly accessKeyId: string;
  readonly signature: string;
  /** What is signed: the base64 text of the policy as it came. */
  readonly policy: string;
} & ({ readonly scheme: "v1-form" } | { readonly scheme: "v4-form"; readonly scope: Scope });

/** What a policy must compare where a form is signed with version 4. Source: OSS manual, PostObject, signature version 4. */
export const signedFieldsV4 = ["x-oss-signature-version", "x-oss-credential", "x-oss-date"] as const;

/**
 * `undefined` for a form that is not signed. Throws InvalidArgument when only some of the fields are there, or one has another
 * form. Source: wire protocol §4.8.
 */
export function parseFormCredentials(fields: FormFields): FormCredentials | undefined {
  const isV4 = fields.has("x-oss-signature-version") || fields.has("x-oss-signature");
  const needed = isV4 ? [...signedFieldsV4, "x-oss-signature", "policy"] : ["OSSAccessKeyId", "Signature", "policy"];
  const given = needed.filter((name) => fields.get(name.toLowerCase()));
  if (given.length === 0) return undefined;
  const missing = needed.find((name) => !given.includes(name));
  if (missing !== undefined)
    throw new Failure("InvalidArgument", {
      name: missing,
      got: "nothing",
      expected: `a value, as with all of ${needed.join(", ")}`,
    });
  const field = (name: string) => fields.get(name) ?? "";
  const policy = field("policy");
  if (!isV4) return { scheme: "v1-form", accessKeyId: field("ossaccesskeyid"), signature: field("signature"), policy };
  const version = field("x-oss-signature-version");
  if (version !== "OSS4-HMAC-SHA256")
    throw new Failure("InvalidArgument", {
      name: "x-oss-signature-version",
      got: version,
      expected: "OSS4-HMAC-SHA256",
    });
  const { accessKeyId, scope } = parseCredential(field("x-oss-credential"));
  parseTimestamp(field("x-oss-date"), scope);
  return { scheme: "v4-form", accessKeyId, scope, signature: parseSignature(field("x-oss-signature")), policy };
}

/** Whose form it is. Throws InvalidAccessKeyId, InvalidSecurityToken, SecurityTokenExpired, SignatureDoesNotMatch. */
export async function verifyForm(
  credentials: FormCredentials,
  token: string | undefined,
  keys: Keys,
  now: number,
): Promise<Caller> {
  const { accessKeyId, signature, policy } = credentials;
  const key = admitKey(await keys.find(accessKeyId), accessKeyId, now);
  checkToken(key, { inPlace: token, any: token !== undefined }, now);
  if (!isSameText(signingKeyOf(credentials, key).sign(wireOfText(policy)), signature))
    throw new Failure("SignatureDoesNotMatch", { stringToSign: policy, provided: signature, accessKeyId });
  keys.noteUse(key.id);
  return callerOf(key);
}

function signingKeyOf(credentials: FormCredentials, { secret }: AccessKey): SigningKey {
  switch (credentials.scheme) {
    case "v1-form":
      return signingKeyV1(secret);
    case "v4-form":
      return signingKeyV4(secret, credentials.scope);
    default:
      return assertNever(credentials);
  }
}
