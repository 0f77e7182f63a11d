/**
 * Time from the start of the built program to ready, pixel processes included (must be under 2 s). The first start fills
 * an empty data folder with the samples; the later ones find it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "./support/gateway.mjs";

const rounds = 7;
const dataDir = mkdtempSync(join(tmpdir(), "imgraph-bench-"));
const times = [];
for (let round = 0; round <= rounds; round++) {
  const program = await startProgram({ dataDir });
  const ready = await fetch(`${program.url}/readyz`);
  if (!ready.ok) throw new Error(`not ready: ${await ready.text()}`);
  times.push(program.readyMs);
  await program.stop();
}
rmSync(dataDir, { recursive: true, force: true });
const [first, ...later] = times;
later.sort((a, b) => a - b);
console.log(`first start  ${first.toFixed(0)} ms`);
console.log(
  `later starts ${later[Math.floor(later.length / 2)].toFixed(0)} ms (median of ${rounds}; ${later[0].toFixed(0)}..${later.at(-1).toFixed(0)})`,
);
