import { readFileSync } from "node:fs";

/** One operation of a task, as `docs/graphql.md` shows it. */
export interface TaughtOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What it answers; `…` in a text stands for anything. */
  readonly answer: unknown;
}

export interface TaughtTask {
  readonly title: string;
  /** At least one, to be run in their order. */
  readonly operations: readonly TaughtOperation[];
}

const text = readFileSync(new URL("../../docs/graphql.md", import.meta.url), "utf8");

/** The code of the one block of a language. */
export function taughtCode(language: "js" | "python"): string {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1] ?? "";
}

/** The tasks that `docs/graphql.md` teaches, in their order: each answer belongs to the operation before it. */
export function taughtTasks(): readonly TaughtTask[] {
  const [, ...sections] = text.split(/^## (?=\d+\. )/m);
  return sections.map((section) => {
    const [title = "", ...rest] = (section.split(/^## /m)[0] ?? "").split("\n");
    const operations: { query: string; variables: Record<string, unknown>; answer: unknown }[] = [];
    for (const [, kind, block = ""] of rest.join("\n").matchAll(/^```(\w+(?: \w+)?)\n([\s\S]*?)^```$/gm)) {
      if (kind === "graphql") operations.push({ query: block, variables: {}, answer: undefined });
      const last = operations.at(-1);
      if (!last) throw new Error(`${title}: a ${kind} before any operation`);
      if (kind === "json variables") last.variables = JSON.parse(block);
      if (kind === "json answer") last.answer = JSON.parse(block);
    }
    return { title, operations };
  });
}

/** Where an answer differs from the one that is taught, as a path; undefined when it does not. Only of errors it may hold more. */
export function difference(taught: unknown, given: unknown, path = "", loose = false): string | undefined {
  if (typeof taught === "string" && typeof given === "string") {
    const [first = "", ...others] = taught.split("…");
    let at = given.startsWith(first) ? first.length : -1;
    for (const part of others) at = at < 0 ? -1 : endOf(given, part, at);
    const ends = others.length > 0 ? given.endsWith(others.at(-1) ?? "") : at === given.length;
    return at >= 0 && ends ? undefined : `${path}: expected ${taught}, got ${given}`;
  }
  if (typeof taught !== "object" || taught === null || typeof given !== "object" || given === null)
    return taught === given ? undefined : `${path}: expected ${JSON.stringify(taught)}, got ${JSON.stringify(given)}`;
  const [names, there] = [Object.keys(taught), Object.keys(given)];
  const extra = there.find((name) => !names.includes(name));
  if (extra !== undefined && !loose) return `${path}.${extra}: was not expected`;
  for (const name of names) {
    const found = difference(at(taught, name), at(given, name), `${path}.${name}`, loose || name === "errors");
    if (found) return found;
  }
  return undefined;
}

/** Where the part ends that is next found in the text; -1 when it is not. */
function endOf(given: string, part: string, from: number): number {
  const found = given.indexOf(part, from);
  return found < 0 ? -1 : found + part.length;
}

function at(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}
