import { Failure } from "../base/failure.js";
import type { CorsConfiguration, CorsRule } from "../service/ports.js";
import { childText, readXml, type XmlElement } from "./read-xml.js";
import type { XmlNode } from "./xml.js";

const maxRules = 20;
const maxAgeSeconds = 999_999_999;
const methods: readonly CorsRule["allowedMethods"][number][] = ["GET", "PUT", "DELETE", "POST", "HEAD"];

/**
 * The body of PutBucketCors. What is expected of a value is what browsers may be told: origins and header names go out in
 * headers. Throws MalformedXML for the wrong elements, InvalidArgument for a wrong value. Source: OSS manual, PutBucketCors.
 */
export function parseCorsDocument(body: Buffer): CorsConfiguration {
  const root = readXml(body, "CORSConfiguration");
  const rules = childrenOf(root, "CORSRule").map(parseRule);
  if (rules.length < 1 || rules.length > maxRules)
    throw new Failure("MalformedXML", { reason: `expected 1..${maxRules} <CORSRule>, got ${rules.length}` });
  const responseVary = optionalText(root, "ResponseVary") ?? "false";
  if (responseVary !== "true" && responseVary !== "false") throw wrong("ResponseVary", "true or false", responseVary);
  return { rules, responseVary: responseVary === "true" };
}

/** The answer to GetBucketCors. */
export function corsDocument({ rules, responseVary }: CorsConfiguration): XmlNode {
  return ["CORSConfiguration", [...rules.map(ruleNode), ["ResponseVary", responseVary]]];
}

function parseRule(rule: XmlElement): CorsRule {
  const allowedOrigins = valuesOf(rule, "AllowedOrigin", isOrigin, "* or an origin with at most one *");
  const allowedMethods = valuesOf(rule, "AllowedMethod", (text) => methods.some((known) => known === text), anyMethod);
  if (allowedOrigins.length === 0 || allowedMethods.length === 0)
    throw new Failure("MalformedXML", { reason: "a <CORSRule> needs an <AllowedOrigin> and an <AllowedMethod>" });
  const maxAge = optionalText(rule, "MaxAgeSeconds");
  if (maxAge !== undefined && !(/^\d{1,9}$/.test(maxAge) && Number(maxAge) <= maxAgeSeconds))
    throw wrong("MaxAgeSeconds", `an integer 0..${maxAgeSeconds} (s)`, maxAge);
  return {
    allowedOrigins,
    allowedMethods: allowedMethods as CorsRule["allowedMethods"],
    allowedHeaders: valuesOf(rule, "AllowedHeader", isHeaderPattern, "a header name with at most one *"),
    exposeHeaders: valuesOf(rule, "ExposeHeader", isHeaderName, "a header name"),
    ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
  };
}

const anyMethod = `one of ${methods.join(" ")}`;

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

function valuesOf(
  element: XmlElement,
  name: string,
  isRight: (text: string) => boolean,
  expected: string,
): readonly string[] {
  const values = childrenOf(element, name).map(({ text }) => text.trim());
  const strange = values.find((value) => !isRight(value));
  if (strange !== undefined) throw wrong(name, expected, strange);
  return values;
}

function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function optionalText(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name).length === 0 ? undefined : childText(element, name).trim();
}

function isOrigin(text: string): boolean {
  return /^[!-~]{1,500}$/.test(text) && hasOneStar(text);
}

function isHeaderPattern(text: string): boolean {
  return isHeaderName(text.replace("*", "x")) && hasOneStar(text);
}

/** A token without `*`. Source: RFC 9110 §5.6.2. */
function isHeaderName(text: string): boolean {
  return /^[A-Za-z0-9!#$%&'+.^_`|~-]{1,200}$/.test(text);
}

function hasOneStar(text: string): boolean {
  return text.indexOf("*") === text.lastIndexOf("*");
}

function wrong(name: string, expected: string, got: string): Failure<"InvalidArgument"> {
  return new Failure("InvalidArgument", { name, expected, got });
}
