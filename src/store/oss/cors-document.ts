import { childrenOf, textOf, type XmlNode } from "../../oss/index.js";
import type { CorsConfiguration, CorsRule } from "../../service/ports.js";
import { type Element, writeXml } from "./xml.js";

/** The body of PutBucketCors. Source: wire protocol §6. */
export function writeCors({ rules, responseVary }: CorsConfiguration): Buffer {
  return writeXml([
    "CORSConfiguration",
    [...rules.map((rule): Element => ["CORSRule", writeRule(rule)]), ["ResponseVary", responseVary]],
  ]);
}

/** What GetBucketCors answers. */
export function readCors(document: XmlNode): CorsConfiguration {
  return {
    rules: childrenOf(document, "CORSRule").map(readRule),
    responseVary: textOf(document, "ResponseVary") === "true",
  };
}

function writeRule(rule: CorsRule): Element[] {
  const each = (name: string, values: readonly string[]) => values.map((value): Element => [name, value]);
  return [
    ...each("AllowedOrigin", rule.allowedOrigins),
    ...each("AllowedMethod", rule.allowedMethods),
    ...each("AllowedHeader", rule.allowedHeaders),
    ...each("ExposeHeader", rule.exposeHeaders),
    ...(rule.maxAgeSeconds === undefined ? [] : [["MaxAgeSeconds", rule.maxAgeSeconds] as const]),
  ];
}

function readRule(rule: XmlNode): CorsRule {
  const each = (name: string) => childrenOf(rule, name).flatMap((value) => textOf(value) ?? []);
  const maxAge = textOf(rule, "MaxAgeSeconds");
  return {
    allowedOrigins: each("AllowedOrigin"),
    allowedMethods: each("AllowedMethod") as CorsRule["allowedMethods"][number][],
    allowedHeaders: each("AllowedHeader"),
    exposeHeaders: each("ExposeHeader"),
    ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
  };
}
