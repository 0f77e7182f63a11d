import type { CorsConfiguration, CorsRule } from "../service/ports.js";

/** What a browser says of the page that asks; header names as they come. */
export interface CrossOriginQuestion {
  readonly origin: string;
  readonly method: string;
  /** Of a preflight: the headers that the page wants to send. */
  readonly headers?: readonly string[];
}

/**
 * What a bucket says to that page, by the first rule that allows it; `undefined` when none does. Source: OSS manual, CORS;
 * wire protocol §6.
 */
export function crossOriginHeaders(
  { rules }: CorsConfiguration,
  question: CrossOriginQuestion,
): Readonly<Record<string, string>> | undefined {
  const rule = rules.find((each) => isAllowed(each, question));
  if (!rule) return undefined;
  const { exposeHeaders, maxAgeSeconds, allowedMethods } = rule;
  const { origin, headers = [] } = question;
  const forAll = rule.allowedOrigins.includes("*");
  return {
    "Access-Control-Allow-Origin": forAll ? "*" : origin,
    "Access-Control-Allow-Methods": allowedMethods.join(", "),
    ...(headers.length > 0 && { "Access-Control-Allow-Headers": headers.join(", ") }),
    ...(exposeHeaders.length > 0 && { "Access-Control-Expose-Headers": exposeHeaders.join(", ") }),
    ...(maxAgeSeconds !== undefined && { "Access-Control-Max-Age": String(maxAgeSeconds) }),
    // Browsers do not take it together with "*".
    ...(!forAll && { "Access-Control-Allow-Credentials": "true" }),
  };
}

/** True where another origin could have got another answer, so that no cache hands one's to the other. */
export function variesByOrigin({ rules, responseVary }: CorsConfiguration): boolean {
  return responseVary || rules.some(({ allowedOrigins }) => !allowedOrigins.includes("*"));
}

function isAllowed(rule: CorsRule, { origin, method, headers = [] }: CrossOriginQuestion): boolean {
  return (
    // What goes into the answer must be fit for a header, however lenient the parser of requests is.
    [origin, ...headers].every((text) => /^[!-~]+$/.test(text)) &&
    rule.allowedOrigins.some((pattern) => fits(pattern, origin)) &&
    rule.allowedMethods.some((allowed) => allowed === method) &&
    headers.every((name) => rule.allowedHeaders.some((pattern) => fits(pattern.toLowerCase(), name.toLowerCase())))
  );
}

/** `*` stands for any run of characters; there is at most one. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
