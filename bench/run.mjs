#!/usr/bin/env node
/** `npm run bench` lists the benchmarks, `npm run bench -- NAME` runs one on the built program. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".mjs") && file !== "run.mjs")
  .map((file) => file.slice(0, -4))
  .sort();
const [name, ...args] = process.argv.slice(2);

if (name === undefined) {
  for (const each of names) console.log(`${each.padEnd(12)} ${summary(each)}`);
} else if (names.includes(name)) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const run = (script, rest) =>
    spawnSync(process.execPath, [script, ...rest], { cwd: root, stdio: "inherit" }).status ?? 1;
  process.exitCode = run("scripts/build.mjs", ["--if-stale"]) || run(`bench/${name}.mjs`, args);
} else {
  console.error(`bench: no benchmark ${JSON.stringify(name)}, there are ${names.join(", ")}`);
  process.exitCode = 2;
}

/** The first sentence of the file's opening comment. */
function summary(each) {
  const [, text = ""] = /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(`${folder}${each}.mjs`, "utf8")) ?? [];
  return text
    .replace(/\s*\n\s*\*?\s*/g, " ")
    .trim()
    .split(/(?<=\.) /)[0];
}
