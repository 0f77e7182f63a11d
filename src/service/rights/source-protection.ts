import { Failure } from "../../base/failure.js";
import type { ProtectionRule } from "../ports.js";

/** Rules of one bucket. Source: specification §20.1. */
export const maxProtectionRules = 10;
const maxExtensions = 50;
const maxBytes = 1023;

/**
 * True when the key meets every condition of any rule. An extension is what follows the last dot of the key's last segment.
 * Pure. Source: specification §20.1.
 */
export function isProtected(key: string, rules: readonly ProtectionRule[]): boolean {
  return rules.some(({ prefix = "", suffix = "", extensions, caseInsensitive = false }) => {
    if (!key.startsWith(prefix) || !key.endsWith(suffix)) return false;
    return extensions === undefined || hasExtension(key, extensions, caseInsensitive);
  });
}

function hasExtension(key: string, extensions: readonly string[], caseInsensitive: boolean): boolean {
  const extension = /\.([^./]+)$/.exec(key)?.[1];
  if (extension === undefined) return false;
  const asCompared = (text: string) => (caseInsensitive ? text.toLowerCase() : text);
  return extensions.some((each) => asCompared(each) === asCompared(extension));
}

/** A rule as a door was given it: conditions may be null or absent. */
export interface WrittenRule {
  readonly prefix?: string | null | undefined;
  readonly suffix?: string | null | undefined;
  readonly extensions?: readonly string[] | null | undefined;
  readonly caseInsensitive?: boolean | null | undefined;
}

/**
 * Reads one rule. Throws InvalidArgument that names the condition at fault, and MissingArgument where there is none: who means the
 * whole bucket says so with an empty prefix.
 */
export function parseProtectionRule({ prefix, suffix, extensions, caseInsensitive }: WrittenRule): ProtectionRule {
  if (prefix == null && suffix == null && extensions == null)
    throw new Failure("MissingArgument", {
      name: "sourceProtection",
      expected: 'prefix, suffix or extensions; prefix "" is all of the bucket',
    });
  return {
    ...(prefix != null && { prefix: parsePart("prefix", prefix) }),
    ...(suffix != null && { suffix: parsePart("suffix", suffix) }),
    ...(extensions != null && { extensions: parseExtensions(extensions) }),
    ...(caseInsensitive && { caseInsensitive }),
  };
}

/** Part of a key. */
function parsePart(name: "prefix" | "suffix", text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  const least = name === "prefix" ? 0 : 1;
  if (bytes >= least && bytes <= maxBytes) return text;
  throw new Failure("InvalidArgument", { name, got: text, expected: `${least}..${maxBytes} bytes of a key` });
}

function parseExtensions(extensions: readonly string[]): readonly string[] {
  const refuse = (got: string, expected: string) =>
    new Failure("InvalidArgument", { name: "extensions", got, expected });
  if (extensions.length < 1 || extensions.length > maxExtensions)
    throw refuse(String(extensions.length), `1..${maxExtensions} extensions`);
  const wrong = extensions.find((each) => !/^[^./]{1,64}$/u.test(each));
  if (wrong !== undefined) throw refuse(wrong, "an extension of 1..64 characters, without a dot or slash");
  return [...new Set(extensions)];
}
