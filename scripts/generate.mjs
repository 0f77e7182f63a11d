#!/usr/bin/env node
/**
 * Writes the files that derive from the code: `npm run generate`. With `--check` it writes nothing and fails, naming each file
 * that is stale.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { actionPictures, committedPictures, looksSame } from "./action-pictures.mjs";
import { committedText, generatedFiles } from "./generated-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const stale = [];
for (const [path, make] of Object.entries(generatedFiles)) {
  const text = await make();
  if (text === (await committedText(path))) continue;
  stale.push(path);
  if (!check) await write(path, text);
}
const [fresh, committed] = await Promise.all([actionPictures(), committedPictures()]);
for (const [path, picture] of fresh) {
  const before = committed.get(path);
  if (before && (await looksSame(before, picture))) continue;
  stale.push(path);
  if (!check) await write(path, picture);
}
for (const path of committed.keys()) {
  if (fresh.has(path)) continue;
  stale.push(path);
  if (!check) await rm(join(root, path));
}
for (const path of stale) console.log(check ? `stale: ${path} (npm run generate)` : `written: ${path}`);
process.exit(check && stale.length > 0 ? 1 : 0);

async function write(path, content) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
