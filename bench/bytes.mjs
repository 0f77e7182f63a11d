/**
 * How well the plan foresees bytes and milliseconds: every photograph of the project in every format, some qualities and
 * widths, against what came out. The figures stand in the descriptions of `Plan.expectedBytes` and `Plan.milliseconds`.
 */
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLocalEngine } from "../dist/engine/local-sharp/index.js";
import { parseProcess } from "../dist/pipeline/index.js";
import { expectedBytes } from "../dist/service/rendering/expected-bytes.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const qualities = { jpg: [50, 75, 90], webp: [50, 75, 90], avif: [40, 60], png: [0], tiff: [0] };
const widths = [100, 300, 800, 1600];

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const workDir = await mkdtemp(join(tmpdir(), "imgraph-bench-"));
const engine = createLocalEngine({
  children: 1,
  deadlineMs: 60_000,
  memoryBytes: 2 ** 31,
  workDir,
  fontsDir: join(root, "dist/fonts"),
  log: silent,
  clock: Date,
});
const { signal } = new AbortController();

const bytes = new Map();
const times = [];
try {
  for (const folder of ["samples", "test/photos"])
    for (const name of (await readdir(join(root, folder))).sort())
      if (/\.(jpg|png|webp|avif|gif)$/.test(name)) await measure(join(root, folder, name));
} finally {
  await engine.close();
  await rm(workDir, { recursive: true });
}
for (const [format, errors] of [...bytes, ["all", [...bytes.values()].flat()]])
  console.log(`bytes ${format.padEnd(5)} ${spread(errors)}`);
console.log(`time        ${spread(times)}`);

async function measure(path) {
  const source = { byteSize: (await stat(path)).size, open: async () => ({ path, release: async () => {} }) };
  // The first one after another file finds nothing of it in the system's cache.
  readFileSync(path);
  const header = await engine.inspect(source, signal);
  for (const [format, all] of Object.entries(qualities))
    for (const quality of all)
      for (const width of widths) {
        if (width >= header.width || (format === "avif" && width > 800)) continue;
        const setting = quality > 0 ? `/quality,Q_${quality}` : "";
        const { pipeline } = parseProcess(`image/resize,w_${width}/format,${format}${setting}`);
        const { plan, cost } = engine.explain(pipeline, header);
        const made = await engine.render({ source, header, pipeline, marks: new Map() }, signal);
        await made.file.release();
        const { sourceMs, renderMs, encodeMs } = made.timings;
        bytes.set(format, [...(bytes.get(format) ?? []), expectedBytes(plan) / made.byteSize]);
        times.push(cost.milliseconds / (sourceMs + renderMs + encodeMs));
      }
}

/** Of ratios of what was foreseen to what came out. */
function spread(ratios) {
  const sorted = (values) => [...values].sort((a, b) => a - b);
  const at = (values, share) => sorted(values)[Math.floor(share * values.length)];
  const factors = ratios.map((ratio) => Math.max(ratio, 1 / ratio));
  const [half, most, middle] = [at(factors, 0.5), at(factors, 0.9), at(ratios, 0.5)].map((value) => value.toFixed(2));
  return `${String(ratios.length).padStart(4)} results; half within a factor of ${half}, nine of ten of ${most}; the middle one foreseen ${middle} times`;
}
