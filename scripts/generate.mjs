#!/usr/bin/env node
/**
 * Writes the files that derive from the code: `npm run generate`. With `--check` it writes nothing and fails, naming each file
 * that is stale.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { committedText, generatedFiles } from "./generated-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const stale = [];
for (const [path, make] of Object.entries(generatedFiles)) {
  const text = await make();
  if (text === (await committedText(path))) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
for (const path of stale) console.log(check ? `stale: ${path} (npm run generate)` : `written: ${path}`);
process.exit(check && stale.length > 0 ? 1 : 0);
