import { parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import type { Scope } from "../service/ports.js";
import { maxScopes } from "../service/rights/grant.js";

/**
 * Reads the policy of a session: where a temporary key counts; `undefined` for everywhere that its parent does. Of the
 * vendor's grammar only what says exactly that is understood, so that no key ever does more than its policy: statements that
 * allow `oss:*` on buckets with all their objects, or on the objects below a prefix. Throws InvalidArgument for anything else.
 * Source: RAM manual, policy structure and grammar; OSS manual, resources in RAM policies.
 */
export function parseSessionPolicy(text: string): readonly Scope[] | undefined {
  const resources = resourcesOf(parsed(text));
  if (resources.includes("acs:oss:*:*:*")) return undefined;
  const whole = new Set(resources.filter((resource) => !resource.includes("/")));
  const scopes = resources.filter((resource) => !whole.has(resource)).map((resource) => scopeOf(resource, whole));
  const isCovered = (bucket: string) => resources.includes(`${bucket}/*`);
  if (scopes.length < 1 || scopes.length > maxScopes || ![...whole].every(isCovered))
    throw refuse(`1..${maxScopes} resources with objects, a bucket's own name only beside BUCKET/*`);
  return scopes;
}

/** `acs:oss:*:*:BUCKET/PREFIX*`. All objects without the bucket itself are those of the empty prefix. */
function scopeOf(resource: string, whole: ReadonlySet<string>): Scope {
  const parts = /^(acs:oss:[^:/]*:[^:/]*:([^:/*]+))\/([^*]*)\*$/.exec(resource);
  if (!parts) throw refuse("resources of the form acs:oss:*:*:BUCKET/PREFIX*");
  const [, owner = "", name = "", prefix = ""] = parts;
  const bucket = parseBucketName(name);
  return prefix === "" && whole.has(owner) ? { bucket } : { bucket, prefix };
}

function resourcesOf(policy: unknown): readonly string[] {
  const { Version, Statement, ...rest } = record(policy);
  if (Version !== "1" || Object.keys(rest).length > 0) throw refuse("Version 1 and Statement");
  return list(Statement).flatMap((statement) => {
    const { Effect, Action, Resource, ...more } = record(statement);
    if (Effect !== "Allow" || Object.keys(more).length > 0)
      throw refuse("statements of Effect Allow, Action, Resource");
    if (list(Action).some((action) => action !== "oss:*"))
      throw refuse("the Action oss:*; the role says what is allowed");
    return list(Resource).map(String);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("JSON");
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw refuse("an object");
  return value as Readonly<Record<string, unknown>>;
}

/** One alone may stand for a list of it. */
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function refuse(expected: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name: "Policy", got: "another policy", expected });
}
