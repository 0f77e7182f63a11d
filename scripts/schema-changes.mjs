#!/usr/bin/env node
/**
 * Compares schema/schema.graphql with the SDL that clients know, and fails when a change breaks them and the changelog does
 * not say so: `node scripts/schema-changes.mjs [--against REF]`.
 *
 * What clients know is the SDL of the last release (a tag `v…`), before the first release the one committed before this one.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

const root = fileURLToPath(new URL("..", import.meta.url));
const path = "schema/schema.graphql";

/**
 * The changes from one SDL to another that break clients: `{ path, message }`, where `path` is what the changelog has to name.
 * The comparison takes directives for decoration. `@oneOf` is none: without it an input of two members is let in, and with it
 * one that was let in is not. A new input may have it.
 */
export async function breakingChanges(before, after) {
  const known = buildSchema(before);
  const changes = await diff(known, buildSchema(after));
  const changesOneOf = (path) => path?.endsWith(".@oneOf") && known.getType(path.split(".")[0]);
  return changes
    .filter(({ criticality, path }) => criticality.level === CriticalityLevel.Breaking || changesOneOf(path))
    .map(({ path, message }) => ({ path: path ?? "schema", message }));
}

/**
 * The changes that the changelog does not announce: its section "Unreleased" names a change's path, or what it is in, in
 * backticks below the heading "Changes that break clients": `Image.palette`, `StepInput.@oneOf`, or all of a type, `Plan`.
 */
export function unannounced(changes, changelog) {
  const unreleased = below(changelog, "## Unreleased");
  const section = below(unreleased, "### Changes that break clients");
  const named = [...section.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  return changes.filter(({ path }) => !named.some((name) => path === name || path.startsWith(`${name}.`)));
}

/** What stands below a heading, up to the next one of its level or above; empty when there is none. */
function below(markdown, heading) {
  const lines = markdown.split("\n");
  const start = lines.indexOf(heading) + 1;
  if (start === 0) return "";
  const level = heading.indexOf(" ");
  const ends = (line) => /^#+ /.test(line) && line.indexOf(" ") <= level;
  const end = lines.findIndex((line, at) => at >= start && ends(line));
  return lines.slice(start, end === -1 ? undefined : end).join("\n");
}

/** The SDL as it stands at a commit; undefined when the commit has none. */
function committed(ref) {
  try {
    return git("show", `${ref}:${path}`);
  } catch {
    return undefined;
  }
}

/** What to compare with. Undefined only where nothing was ever committed before. */
function known(now) {
  const release = git("tag", "--list", "v*", "--sort=-v:refname", "--merged", "HEAD").split("\n")[0];
  if (release) return { ref: release, sdl: committed(release) };
  const commits = ["HEAD", ...git("log", "--format=%h", "-n", "20", "--", path).split("\n").filter(Boolean)];
  return commits.map((ref) => ({ ref, sdl: committed(ref) })).find(({ sdl }) => sdl !== undefined && sdl !== now);
}

function git(...args) {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

async function main(args) {
  const now = readFileSync(`${root}/${path}`, "utf8");
  const against = args[0] === "--against" ? { ref: args[1], sdl: committed(args[1]) } : known(now);
  if (against?.sdl === undefined) {
    console.log("schema-changes: there is no earlier SDL to compare with");
    return args.length === 0;
  }
  const changes = await breakingChanges(against.sdl, now);
  const silent = unannounced(changes, readFileSync(`${root}/CHANGELOG.md`, "utf8"));
  for (const { path, message } of silent)
    console.error(
      `schema-changes: since ${against.ref}: ${message}. It breaks clients: undo it, or announce \`${path}\` in CHANGELOG.md, "Unreleased", below "### Changes that break clients"`,
    );
  return silent.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
