import { Readable } from "node:stream";
import type { BucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { parseObjectKey } from "../base/object-key.js";
import type { ObjectRef, StoredObject } from "../service/ports.js";
import type { Call } from "../service/service.js";
import type { Address } from "./address.js";
import { type Answer, emptyAnswer, xmlAnswer } from "./answer.js";
import { maxObjectBytes } from "./body-options.js";
import type { Exchange } from "./exchange.js";
import { parseFormCredentials, signedFieldsV4, verifyForm } from "./form-credentials.js";
import { objectLocation } from "./object-location.js";
import { hasControlCharacter, type OssRequest } from "./oss-request.js";
import { checkPostPolicy, parsePostPolicy, type SizeRange, sizeRangeOf } from "./post-policy.js";
import { type Form, type FormFields, isFormType, receiveForm } from "./receive-form.js";
import { contentMd5 } from "./request-body.js";
import { versionHeaders } from "./version-headers.js";
import { wireOfText } from "./wire-text.js";
import { headersToStore, writeOptions } from "./write-options.js";

/** PostObject: a form with a file, as browsers send it. Source: OSS manual, PostObject; wire protocol §4.8. */
export function postObject(bucket: BucketName, exchange: Exchange): Promise<Answer> {
  return receiveForm(exchange.request, async (form) => {
    const { fields, file } = form;
    const redirect = redirectTarget(fields);
    const at: ObjectRef = { bucket, key: parseObjectKey(keyOf(form)) };
    const { call, size } = await admit(at, form, exchange);
    const stored = formRequest(exchange.request, form);
    const expectedMd5 = contentMd5(stored);
    const object = await exchange.service.putObject(
      at,
      Readable.from(withinRange(file.bytes, size)),
      { ...writeOptions(stored), ...headersToStore(stored), ...(expectedMd5 !== undefined && { expectedMd5 }) },
      call,
    );
    return success(object, fields, redirect, exchange);
  });
}

/** True for a request that can only be a form upload, whose signature stands in its fields: one in header or URL is ignored. */
export function isFormUpload(request: OssRequest, { bucket, key }: Address): boolean {
  const isAtBucket = bucket !== undefined && key === undefined;
  return request.method === "POST" && isAtBucket && request.target.query.size === 0 && isFormType(request);
}

/** In whose name the file is stored, and how large it may be; without a policy what anonymous callers may do counts. */
async function admit(
  at: ObjectRef,
  form: Form,
  { call, keys, clock }: Exchange,
): Promise<{ readonly call: Call; readonly size: SizeRange }> {
  const credentials = parseFormCredentials(form.fields);
  if (!credentials) return { call, size: { min: 0, max: maxObjectBytes } };
  const now = clock.now();
  // A page's form may have the field, and nothing to fill in.
  const token = form.fields.get("x-oss-security-token") || undefined;
  const caller = await verifyForm(credentials, token, keys, now);
  const policy = parsePostPolicy(credentials.policy);
  checkPostPolicy(policy, (field) => policyValue(field, at, form), now);
  const compared = policy.conditions.flatMap((condition) => ("value" in condition ? [condition.field] : []));
  const forgotten = credentials.scheme === "v4-form" && signedFieldsV4.find((name) => !compared.includes(name));
  if (forgotten)
    throw new Failure("AccessDenied", {
      reason: `Invalid according to Policy: Policy Condition failed: no condition on ${forgotten}`,
    });
  const { min, max } = sizeRangeOf(policy);
  return { call: { ...call, caller }, size: { min, max: Math.min(max, maxObjectBytes) } };
}

/** What counts for a condition: names and types as the object will have them. */
function policyValue(field: string, at: ObjectRef, form: Form): string | undefined {
  switch (field) {
    case "bucket":
      return at.bucket;
    case "key":
      return at.key;
    case "content-type":
      return contentTypeOf(form);
    default:
      return form.fields.get(field);
  }
}

function keyOf({ fields, file }: Form): string {
  const key = fields.get("key");
  if (key === undefined)
    throw new Failure("MissingArgument", { name: "key", expected: "the object's name, before file" });
  return key.replace(/\$\{filename\}/g, () => file.name);
}

function contentTypeOf({ fields, file }: Form): string {
  return fields.get("x-oss-content-type") || fields.get("content-type") || file.contentType;
}

/** The form as the request that would store the same: fields go where headers would. Throws InvalidArgument. */
function formRequest(request: OssRequest, form: Form): OssRequest {
  const fields = [...form.fields, ["content-type", contentTypeOf(form)] as const];
  const callback = fields.find(([name]) => name === "callback" || name === "callback-var")?.[0];
  if (callback !== undefined) throw new Failure("OperationNotServed", { operation: callback });
  const headers = fields.filter(([name]) => storedNames.has(name) || /^x-oss-./.test(name));
  // A header cannot hold them, so they would come back to nobody.
  for (const [name, value] of headers)
    if (hasControlCharacter(value))
      throw new Failure("InvalidArgument", { name, got: value, expected: "no control characters" });
  return { ...request, headers: Object.fromEntries(headers.map(([name, value]) => [name, wireOfText(value)])) };
}

const storedNames = new Set([
  "content-type",
  "content-md5",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
]);

/** Counts while the bytes pass, so that nothing is stored of a file that is too large or too small. */
async function* withinRange(bytes: AsyncIterable<Buffer>, { min, max }: SizeRange): AsyncGenerator<Buffer> {
  let got = 0;
  for await (const chunk of bytes) {
    got += chunk.length;
    if (got > max) throw new Failure("EntityTooLarge", { limit: max });
    yield chunk;
  }
  if (got < min) throw new Failure("EntityTooSmall", { limit: min, got });
}

/** Throws InvalidArgument: a browser must not be sent to a script. */
function redirectTarget(fields: FormFields): URL | undefined {
  const text = fields.get("success_action_redirect");
  if (!text) return undefined;
  const target = URL.canParse(text) ? new URL(text) : undefined;
  if (!target || !/^https?:$/.test(target.protocol))
    throw new Failure("InvalidArgument", {
      name: "success_action_redirect",
      got: text,
      expected: "an http or https URL",
    });
  return target;
}

function success(object: StoredObject, fields: FormFields, redirect: URL | undefined, exchange: Exchange): Answer {
  const etag = `"${object.etag}"`;
  const headers = versionHeaders(object);
  if (redirect) {
    for (const [name, value] of Object.entries({ bucket: object.bucket, key: object.key, etag }))
      redirect.searchParams.append(name, value);
    return emptyAnswer(303, { ...headers, Location: redirect.href });
  }
  const location = objectLocation(object, exchange);
  switch (fields.get("success_action_status")) {
    case "200":
      return emptyAnswer(200, headers);
    case "201": {
      const document = xmlAnswer(
        [
          "PostResponse",
          [
            ["Bucket", object.bucket],
            ["Location", location],
            ["Key", object.key],
            ["ETag", etag],
          ],
        ],
        { ...headers, Location: location },
      );
      return { ...document, status: 201 };
    }
    default:
      return emptyAnswer(204, headers);
  }
}
