import { Failure } from "../base/failure.js";
import type { Grant } from "../service/ports.js";
import { admitKey, checkToken } from "./admit-key.js";
import type { Answer } from "./answer.js";
import { callerOf } from "./authenticate.js";
import { canonicalParameters } from "./canonical-parameters.js";
import type { Exchange } from "./exchange.js";
import { isSameText } from "./is-same-text.js";
import { readBody } from "./request-body.js";
import { parseQuery, percentEncode, type Query } from "./request-target.js";
import { parseSessionPolicy } from "./session-policy.js";
import { signingKeyV1 } from "./signature-v1.js";
import { wireOfText } from "./wire-text.js";

const maxFormBytes = 16 * 1024;
const maxSkewMs = 15 * 60 * 1000;
/** What every call says of itself. */
const expected = {
  Action: "AssumeRole",
  Format: "JSON",
  Version: "2015-04-01",
  SignatureMethod: "HMAC-SHA1",
  SignatureVersion: "1.0",
} as const;

/**
 * AssumeRole of the vendor's STS, in the way that its SDK for OSS calls it: a POST of a signed form to `/`, answered in JSON,
 * refusals included. The last part of `RoleArn` names the role, `acs:ram::1:role/read`; `Policy` narrows where the key counts.
 * Source: STS manual, AssumeRole and the signature of RPC requests.
 */
export async function assumeRole(exchange: Exchange): Promise<Answer> {
  const { request, service, call } = exchange;
  try {
    const form = parseQuery((await readBody(request, maxFormBytes, tooLong)).toString("latin1"));
    const { key, grant, durationSeconds } = await readCall(form, exchange);
    const made = await service.createTemporaryKey({ grant, durationSeconds }, { ...call, caller: callerOf(key) });
    exchange.keys.noteUse(key.id);
    const session = `${form.get("RoleArn")?.replace(":role/", ":assumed-role/")}/${form.get("RoleSessionName") ?? ""}`;
    return json(200, {
      RequestId: request.id,
      AssumedRoleUser: { Arn: session, AssumedRoleId: made.key.id },
      Credentials: {
        AccessKeyId: made.key.id,
        AccessKeySecret: made.secret,
        SecurityToken: made.securityToken,
        Expiration: new Date(made.key.expiresAt ?? 0).toISOString().replace(/\.\d+/, ""),
      },
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { status, code: Code, message: Message } = error;
    return json(status, { RequestId: request.id, HostId: exchange.endpoint, Code, Message });
  }
}

/** Who calls, verified, and for what. */
async function readCall(form: Query, { keys, clock, usedSignatures }: Exchange) {
  for (const [name, value] of Object.entries(expected)) demand(form, name, value, (got) => got === value);
  const now = clock.now();
  const accessKeyId = demand(form, "AccessKeyId", "the id of an access key", (got) => got !== "");
  const key = admitKey(await keys.find(accessKeyId), accessKeyId, now);
  const sentAt = demand(form, "Timestamp", "ISO 8601 in UTC", (got) => /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(got));
  const requestTime = Date.parse(sentAt);
  // Not written as `>`, which a date that is none would pass.
  if (!(Math.abs(now - requestTime) <= maxSkewMs))
    throw new Failure("RequestTimeTooSkewed", { requestTime: requestTime || 0, serverTime: now, maxSkewMs });
  const token = form.get("SecurityToken") || undefined;
  checkToken(key, { inPlace: token, any: token !== undefined }, now);
  const stringToSign = stringToSignRpc(form);
  const provided = form.get("Signature") ?? "";
  if (!isSameText(signingKeyV1(`${key.secret}&`).sign(wireOfText(stringToSign)), provided))
    throw new Failure("SignatureDoesNotMatch", { stringToSign, provided, accessKeyId });
  // With another nonce it is another signature: what was overheard makes no second key.
  if (!usedSignatures.use(provided, { now, until: requestTime + maxSkewMs }))
    throw new Failure("InvalidArgument", {
      name: "SignatureNonce",
      got: form.get("SignatureNonce") ?? "",
      expected: "one that was not used before",
    });

  const arn = demand(
    form,
    "RoleArn",
    "acs:ram::ACCOUNT:role/read, role/write or role/admin",
    (got) => roleOf(got) !== undefined,
  );
  const duration = demand(form, "DurationSeconds", "seconds", (got) => /^\d{0,6}$/.test(got));
  const policy = form.get("Policy");
  const grant: Grant = {
    role: roleOf(arn) ?? key.role,
    scopes: (policy ? parseSessionPolicy(policy) : undefined) ?? key.scopes,
  };
  return { key, grant, durationSeconds: duration === "" ? 3600 : Number(duration) };
}

/** All parameters but the signature, encoded twice. */
function stringToSignRpc(form: Query): string {
  const parameters = canonicalParameters(form, {
    isSigned: (name) => name !== "Signature",
    encode: percentEncode,
    afterEmpty: () => "=",
  });
  return `POST&%2F&${percentEncode(parameters)}`;
}

function roleOf(arn: string): Grant["role"] | undefined {
  const name = /^acs:ram::[^:]*:role\/(read|write|admin)$/.exec(arn)?.[1];
  return name as Grant["role"] | undefined;
}

/** A parameter; one that is left out is empty. Throws InvalidArgument. */
function demand(form: Query, name: string, what: string, isRight: (got: string) => boolean): string {
  const got = form.get(name) ?? "";
  if (!isRight(got)) throw new Failure("InvalidArgument", { name, got, expected: what });
  return got;
}

const tooLong = () =>
  new Failure("InvalidArgument", { name: "body", got: "more", expected: `a form of at most ${maxFormBytes} bytes` });

function json(status: number, value: object): Answer {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  return { status, headers, body: { kind: "text", text: JSON.stringify(value) } };
}
