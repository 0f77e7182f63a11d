#!/usr/bin/env node
/**
 * Builds dist/: the compiled program, the fonts, the GraphiQL page.
 *
 *   node scripts/build.mjs [--if-stale] [code] [fonts] [graphiql]      no name: all of them
 *
 * `--if-stale` leaves out each part whose inputs have not changed since it was built (the stamps in dist/.stamps).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { fontFiles, fontInputs, fontOutputs } from "./fonts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const stamps = join(dist, ".stamps");

/** `inputs` are files and folders below the root; `outputs` must exist for a part to count as built. */
const parts = {
  code: {
    inputs: ["src", "tsconfig.json", "package.json", "scripts/build.mjs"],
    outputs: ["dist/main.js"],
    build: buildCode,
  },
  fonts: {
    inputs: fontInputs,
    outputs: fontOutputs.map((name) => `dist/fonts/${name}`),
    build: buildFonts,
  },
  graphiql: {
    inputs: ["src/server/graphiql", "package-lock.json"],
    outputs: ["dist/graphiql/index.html"],
    build: buildGraphiql,
  },
};

const words = process.argv.slice(2);
const ifStale = words.includes("--if-stale");
const chosen = words.filter((word) => word !== "--if-stale");
const unknown = chosen.find((word) => !Object.hasOwn(parts, word));
if (unknown !== undefined) {
  console.error(`build: unknown part ${JSON.stringify(unknown)}, expected ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}

mkdirSync(stamps, { recursive: true });
let failed = false;
for (const name of chosen.length > 0 ? chosen : Object.keys(parts)) {
  const { inputs, outputs, build } = parts[name];
  const stamp = join(stamps, name);
  const state = stateOf(inputs);
  const built =
    existsSync(stamp) && readFileSync(stamp, "utf8") === state && outputs.every((path) => existsSync(join(root, path)));
  if (ifStale && built) continue;
  if (build()) writeFileSync(stamp, state);
  else failed = true;
}
process.exit(failed ? 1 : 0);

/** Compiles into a folder beside dist and moves each changed file into place, so that a running program sees old or new files, never half ones. */
function buildCode() {
  const fresh = mkdtempSync(join(dist, ".code-"));
  try {
    const compile = (project, outDir) => run("node_modules/typescript-7/bin/tsc", ["-p", project, "--outDir", outDir]);
    // The components are compiled apart: they may use what only browsers have, and the program may not.
    const compiled = [compile("tsconfig.json", fresh), compile("src/react/tsconfig.json", join(fresh, "react"))];
    const made = filesBelow(fresh).map((path) => relative(fresh, path));
    for (const path of made) moveIfChanged(join(fresh, path), join(dist, path));
    removeOrphans(new Set(made));
    if (made.includes("main.js")) chmodSync(join(dist, "main.js"), 0o755);
    return compiled.every(Boolean);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Compiled files whose source is gone would still be importable. */
function removeOrphans(made) {
  const others = ["fonts", "graphiql", ".stamps"].map((name) => join(dist, name));
  for (const path of filesBelow(dist)) {
    const compiled =
      /\.(?:js|d\.ts)$/.test(path) && !others.some((folder) => path.startsWith(folder)) && !path.includes("/.code-");
    if (compiled && !made.has(relative(dist, path))) rmSync(path);
  }
}

/** Fontconfig takes whatever lies in the folder: what is not shipped any more has to go. */
function buildFonts() {
  const folder = join(dist, "fonts");
  const files = fontFiles(root);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, bytes] of files) writeIfChanged(join(folder, name), bytes);
  return true;
}

function buildGraphiql() {
  if (!existsSync(join(root, "src/server/graphiql/vite.config.ts"))) return true;
  return run("node_modules/vite/bin/vite.js", [
    "build",
    "--config",
    "src/server/graphiql/vite.config.ts",
    "--logLevel",
    "warn",
  ]);
}

function run(script, args) {
  const { status, error } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status === 0;
}

function writeIfChanged(target, bytes) {
  if (existsSync(target) && readFileSync(target).equals(bytes)) return;
  const half = `${target}.${process.pid}.tmp`;
  writeFileSync(half, bytes);
  renameSync(half, target);
}

function moveIfChanged(from, to) {
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return;
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

/** Names, sizes and times of the inputs in one hash: a removed or an older file makes a part stale too. */
function stateOf(inputs) {
  const hash = createHash("sha256");
  for (const path of inputs.flatMap((input) => filesBelow(join(root, input)))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** The path itself when it is a file; nothing when it does not exist. */
function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
