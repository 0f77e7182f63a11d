import { createRequire } from "node:module";
import type { parse } from "yaml";

// Loaded when there is a file to read: every command reads its settings, and hardly one has such a file.
const parseYaml: typeof parse = (text: string) =>
  (createRequire(import.meta.url)("yaml") as { parse: typeof parse }).parse(text);

/**
 * Names and values of a config file as the text that the environment would hold: lists are joined by commas. Throws an
 * Error that says what is wrong with the file.
 */
export function parseConfigFile(path: string, content: string): ReadonlyMap<string, string> {
  const document: unknown = /\.ya?ml$/i.test(path) ? parseYaml(content) : JSON.parse(content);
  if (document === null || typeof document !== "object" || Array.isArray(document))
    throw new Error("it is not a mapping of names to values");
  return new Map(Object.entries(document).map(([name, value]) => [name, asText(name, value)]));
}

function asText(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((entry) => asText(name, entry)).join(",");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`${name} is neither text, number, on/off nor a list`);
}
