import { Failure, isFailure } from "../base/failure.js";
import { describeRange } from "../base/number-range.js";
import { corsAges, maxCorsRules, parseCorsRule } from "../service/buckets/cors-rule.js";
import type { CorsConfiguration, CorsRule } from "../service/ports.js";
import { childText, readXml, type XmlElement } from "./read-xml.js";
import type { XmlNode } from "./xml.js";

/**
 * The body of PutBucketCors. Throws MalformedXML for the wrong elements, InvalidArgument for a wrong value. Source: OSS manual,
 * PutBucketCors.
 */
export function parseCorsDocument(body: Buffer): CorsConfiguration {
  const root = readXml(body, "CORSConfiguration");
  const rules = childrenOf(root, "CORSRule").map(parseRule);
  if (rules.length < 1 || rules.length > maxCorsRules)
    throw new Failure("MalformedXML", { reason: `expected 1..${maxCorsRules} <CORSRule>, got ${rules.length}` });
  const responseVary = optionalText(root, "ResponseVary") ?? "false";
  if (responseVary !== "true" && responseVary !== "false") throw wrong("ResponseVary", "true or false", responseVary);
  return { rules, responseVary: responseVary === "true" };
}

/** The answer to GetBucketCors. */
export function corsDocument({ rules, responseVary }: CorsConfiguration): XmlNode {
  return ["CORSConfiguration", [...rules.map(ruleNode), ["ResponseVary", responseVary]]];
}

function parseRule(rule: XmlElement): CorsRule {
  const valuesOf = (name: string) => childrenOf(rule, name).map(({ text }) => text.trim());
  const [allowedOrigins, allowedMethods] = [valuesOf("AllowedOrigin"), valuesOf("AllowedMethod")];
  if (allowedOrigins.length === 0 || allowedMethods.length === 0)
    throw new Failure("MalformedXML", { reason: "a <CORSRule> needs an <AllowedOrigin> and an <AllowedMethod>" });
  const maxAge = optionalText(rule, "MaxAgeSeconds");
  if (maxAge !== undefined && !/^\d{1,10}$/.test(maxAge))
    throw wrong("MaxAgeSeconds", `an integer ${describeRange(corsAges)}`, maxAge);
  const [allowedHeaders, exposeHeaders] = [valuesOf("AllowedHeader"), valuesOf("ExposeHeader")];
  const written = { allowedOrigins, allowedMethods, allowedHeaders, exposeHeaders };
  try {
    return parseCorsRule({ ...written, ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }) });
  } catch (error) {
    if (!isFailure(error, "InvalidArgument")) throw error;
    const { name, expected, got } = error.details;
    throw wrong(elements[name] ?? name, expected, got);
  }
}

/** By the property that is read from it. */
const elements: Readonly<Record<string, string>> = {
  allowedOrigins: "AllowedOrigin",
  allowedMethods: "AllowedMethod",
  allowedHeaders: "AllowedHeader",
  exposeHeaders: "ExposeHeader",
  maxAgeSeconds: "MaxAgeSeconds",
};

function ruleNode(rule: CorsRule): XmlNode {
  const each = (name: string, values: readonly string[]) => values.map((value): XmlNode => [name, value]);
  return [
    "CORSRule",
    [
      ...each("AllowedOrigin", rule.allowedOrigins),
      ...each("AllowedMethod", rule.allowedMethods),
      ...each("AllowedHeader", rule.allowedHeaders),
      ...each("ExposeHeader", rule.exposeHeaders),
      ...(rule.maxAgeSeconds === undefined ? [] : [["MaxAgeSeconds", rule.maxAgeSeconds] as const]),
    ],
  ];
}

function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function optionalText(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name).length === 0 ? undefined : childText(element, name).trim();
}

function wrong(name: string, expected: string, got: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name, expected, got });
}
