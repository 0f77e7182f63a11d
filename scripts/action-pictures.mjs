import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { openEngine } from "../dist/compose/engine.js";
import { isFailure, needsInsights, parseProcess } from "../dist/pipeline/index.js";
import { exampleProcess, pictured, pictureFolder, pictureName } from "./markdown/example-pictures.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const photograph = join(root, "samples/china.jpg");

/** The pictures of docs/actions.md, made anew by the built engine: bytes by their path below the root. */
export async function actionPictures() {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-pictures-"));
  const config = { children: 2, deadlineMs: 60_000, engine: "local", memoryBytes: 2 ** 30 };
  const { engine } = openEngine({ config, workDir: join(folder, "work") });
  try {
    const pictures = await Promise.all(
      pictured().map(async ({ action, example, number }) => {
        const source = join(folder, `${pictureName(action, number)}.jpg`);
        await writeFile(source, await sourceOf(example.from));
        return [
          `${pictureFolder}/${pictureName(action, number)}`,
          await render(engine, source, exampleProcess(example)),
        ];
      }),
    );
    return new Map(pictures);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
}

/** Committed pictures by their path below the root. */
export async function committedPictures() {
  const names = await readdir(join(root, pictureFolder)).catch(() => []);
  const paths = names.map((name) => `${pictureFolder}/${name}`);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path))])));
}

/** True when nobody can tell them apart: another processor may round otherwise, and the picture is still not stale. */
export async function looksSame(one, other) {
  if (one.equals(other)) return true;
  const [a, b] = await Promise.all(
    [one, other].map((file) => sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return false;
  const sum = a.data.reduce((total, value, i) => total + (value - b.data[i]) ** 2, 0);
  return sum / a.data.length < 4;
}

/** The photograph in the size from which an example starts. */
function sourceOf({ width, height }) {
  return sharp(photograph).resize(width, height).jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
}

async function render(engine, path, process) {
  const { signal } = new AbortController();
  const source = { byteSize: (await readFile(path)).length, open: async () => ({ path, release: async () => {} }) };
  const { pipeline } = parseProcess(process);
  const facts = await engine.inspect(source, signal);
  const insights = needsInsights(pipeline) ? await engine.analyse(source, facts, signal) : undefined;
  const job = { source, header: { ...facts, ...(insights && { insights }) }, pipeline, marks: new Map() };
  try {
    const { file } = await engine.render(job, signal);
    const bytes = await readFile(file.path);
    await file.release();
    return bytes;
  } catch (error) {
    if (isFailure(error)) throw new Error(`${process}: ${error.message}`, { cause: error });
    throw error;
  }
}
