#!/usr/bin/env node
/**
 * Shows the golden images that differ from a commit's, each as old | new | difference side by side.
 *
 *   node scripts/golden-diff.mjs [--against REVISION] [--all] [FOLDER]
 *
 * Default: HEAD, and a new folder for temporary files, whose path is printed. `--all` also draws a sheet of every golden
 * image there is, changed or not.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";

const root = fileURLToPath(new URL("..", import.meta.url));
const goldens = "test/golden/images";
const { values, positionals } = parseArgs({
  options: { against: { type: "string", default: "HEAD" }, all: { type: "boolean", default: false } },
  allowPositionals: true,
});
const folder = positionals[0] ? resolve(positionals[0]) : mkdtempSync(join(tmpdir(), "golden-diff-"));
mkdirSync(folder, { recursive: true });

const now = existsSync(join(root, goldens))
  ? readdirSync(join(root, goldens), { recursive: true }).filter((path) => /\/.+\.png$/.test(path))
  : [];
const before = git("ls-tree", "-r", "--name-only", values.against, goldens).toString().split("\n").filter(Boolean);
const paths = [...new Set([...now, ...before.map((path) => path.slice(goldens.length + 1))])].sort();

for (const path of paths) {
  const old = before.includes(`${goldens}/${path}`) ? git("show", `${values.against}:${goldens}/${path}`) : undefined;
  const fresh = now.includes(path) ? readFileSync(join(root, goldens, path)) : undefined;
  if (old && fresh && old.equals(fresh)) continue;
  const target = join(folder, path.replaceAll("/", "+"));
  await beside(old, fresh, target);
  console.log(`${old ? (fresh ? "changed" : "gone") : "new"}: ${path} → ${target}`);
}
if (values.all) {
  const target = join(folder, "all.png");
  await sheet(now.sort(), target);
  console.log(`all: ${target}`);
}

/** Four times as large, so that single pixels can be seen; a chequer shows through. The difference is amplified eightfold. */
async function beside(old, fresh, target) {
  const [left, right] = await Promise.all([old && pixels(old), fresh && pixels(fresh)]);
  const width = Math.max(left?.width ?? 0, right?.width ?? 0);
  const height = Math.max(left?.height ?? 0, right?.height ?? 0);
  const gap = 2;
  const board = chequer(width * 3 + gap * 2, height);
  if (left) draw(board, left, 0);
  if (right) draw(board, right, width + gap);
  if (left && right) draw(board, distance(left, right), (width + gap) * 2);
  const scaled = { width: board.width * 4, height: board.height * 4 };
  await image(board)
    .resize({ ...scaled, kernel: "nearest" })
    .png()
    .toFile(target);
}

/** Rows of pictures on a chequer, in the order of their names. */
async function sheet(names, target) {
  const pictures = await Promise.all(names.map((name) => pixels(readFileSync(join(root, goldens, name)))));
  const cell = 166;
  const columns = Math.ceil(Math.sqrt(pictures.length * 1.5));
  const board = chequer(columns * cell, Math.ceil(pictures.length / columns) * cell);
  for (const [i, picture] of pictures.entries())
    draw(board, picture, (i % columns) * cell, Math.floor(i / columns) * cell);
  await image(board).png().toFile(target);
}

async function pixels(file) {
  const { data, info } = await sharp(file)
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function chequer(width, height) {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.fill(((x >> 3) + (y >> 3)) % 2 ? 255 : 224, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}

function draw(board, picture, left, top = 0) {
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const from = (y * picture.width + x) * 4;
      const to = ((top + y) * board.width + left + x) * 4;
      const alpha = picture.data[from + 3] / 255;
      for (let c = 0; c < 3; c++)
        board.data[to + c] = Math.round(picture.data[from + c] * alpha + board.data[to + c] * (1 - alpha));
    }
}

/** Black where the pictures agree; of two sizes, what they share. */
function distance(one, other) {
  const width = Math.min(one.width, other.width);
  const height = Math.min(one.height, other.height);
  const data = Buffer.alloc(width * height * 4, 255);
  const at = (picture, x, y, c) => {
    const from = (y * picture.width + x) * 4;
    return (picture.data[from + c] * picture.data[from + 3]) / 255;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        data[(y * width + x) * 4 + c] = Math.min(255, Math.abs(at(one, x, y, c) - at(other, x, y, c)) * 8);
  return { width, height, data };
}

function image({ width, height, data }) {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

function git(...args) {
  return execFileSync("git", args, { cwd: root, maxBuffer: 2 ** 28 });
}
