/**
 * A cascade of five steps against the single best sharp call by hand (must be at most 1.15 times its time). Both read the
 * 12-megapixel photograph from memory and encode in this process; the cascade is also parsed, planned and compiled anew. Beside
 * the call that makes the same picture stands the one with the library's rounded blur, which is quicker and shifts flat tones.
 */
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { readHeader } from "../dist/engine/local-sharp/pixels/read-header.js";
import { runStage } from "../dist/engine/local-sharp/pixels/run-stage.js";
import { compile } from "../dist/engine/local-sharp/planner/compile.js";
import { parseProcess, planPipeline } from "../dist/pipeline/index.js";

sharp.concurrency(1);
sharp.cache(false);

const rounds = 21;
const limit = 1.15;
const bytes = readFileSync(new URL("../test/photos/sunset-12mp.jpg", import.meta.url));
const header = await readHeader(sharp, bytes);
const cascade = "image/resize,w_1200/crop,w_1000,h_600,g_center/rotate,90/blur,r_2,s_1/bright,10/quality,Q_80";

async function byPlan() {
  const { stages } = planPipeline(parseProcess(cascade).pipeline, header);
  const { work } = compile(stages[0], { exactness: "balanced" });
  return (await runStage(sharp, bytes, work)).bytes;
}

function byHand({ exact = true } = {}) {
  return sharp(bytes)
    .resize(1200, 800, { fit: "fill" })
    .rotate(90)
    .extract({ left: 100, top: 100, width: 600, height: 1000 })
    .blur({ sigma: 1, minAmplitude: Math.exp(-2), ...(exact && { precision: "float" }) })
    .linear(1, 10.5)
    .jpeg({ quality: 80 })
    .toBuffer();
}

const ways = { byPlan, byHand, byHandRounded: () => byHand({ exact: false }) };
const names = Object.keys(ways);
const times = Object.fromEntries(names.map((name) => [name, []]));
const ratios = { byHand: [], byHandRounded: [] };
for (let round = 0; round <= rounds; round++) {
  const order = round % 2 === 0 ? names : names.toReversed();
  const took = {};
  for (const way of order) {
    const started = performance.now();
    await ways[way]();
    took[way] = performance.now() - started;
  }
  // The first round warms up.
  if (round === 0) continue;
  for (const way of order) times[way].push(took[way]);
  for (const [way, each] of Object.entries(ratios)) each.push(took.byPlan / took[way]);
}

const planned = await byPlan();
console.log(`cascade      ${cascade}`);
console.log(`by plan      ${median(times.byPlan).toFixed(1)} ms, ${planned.length} bytes`);
for (const [label, way] of [
  ["by hand", "byHand"],
  ["rounded", "byHandRounded"],
]) {
  const hand = await ways[way]();
  const facts = `${median(times[way]).toFixed(1)} ms, ${hand.length} bytes, ${(await psnr(planned, hand)).toFixed(1)} dB apart`;
  console.log(`${label.padEnd(13)}${facts}, ratio ${median(ratios[way]).toFixed(3)}`);
}
const ratio = median(ratios.byHand);
console.log(
  `ratio        ${ratio.toFixed(3)} to the same picture by hand (median of ${rounds} rounds, at most ${limit})`,
);
process.exitCode = ratio <= limit ? 0 : 1;

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function psnr(one, other) {
  const [a, b] = await Promise.all([one, other].map((image) => sharp(image).raw().toBuffer()));
  if (a.length !== b.length) throw new Error("the two results differ in size");
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / a.length));
}
