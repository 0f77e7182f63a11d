import { Failure } from "../base/failure.js";
import type { Caller } from "../service/service.js";
import type { Query } from "./request-target.js";
import { wireOfText } from "./wire-text.js";

/** Query parameters that replace a header of the answer. */
const overridable = {
  "response-content-type": "Content-Type",
  "response-content-language": "Content-Language",
  "response-expires": "Expires",
  "response-cache-control": "Cache-Control",
  "response-content-disposition": "Content-Disposition",
  "response-content-encoding": "Content-Encoding",
} as const;

/**
 * Headers that the query asks to replace, as wire strings. Only a signature vouches for them: throws InvalidRequest for an
 * anonymous caller, InvalidArgument for a value that no header can hold. Source: OSS manual, GetObject.
 */
export function responseOverrides(query: Query, caller: Caller): Record<string, string> {
  const overrides: Record<string, string> = {};
  for (const [parameter, header] of Object.entries(overridable)) {
    const value = query.get(parameter);
    if (!value) continue;
    if (caller.kind === "anonymous")
      throw new Failure("InvalidRequest", { reason: `${parameter} can not be used in an anonymous request` });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these would end or split the header
    if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value))
      throw new Failure("InvalidArgument", {
        name: parameter,
        got: value,
        expected: "a value without control characters",
      });
    overrides[header] = wireOfText(value);
  }
  return overrides;
}
