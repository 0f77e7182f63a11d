import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { atFullScale } from "../support/scale.js";

const mebibyte = 1024 * 1024;

interface Sample {
  /** The heap and buffers outside of it, after garbage collection. */
  readonly held: number;
  /** All that the process has. */
  readonly rss: number;
}

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "imgraph-memory-"));
});
// Files of 5 GB are not gone at once.
afterAll(() => rm(dataDir, { recursive: true, force: true }), 120_000);

test("a large object passes through, whole and in parts, and is never held", { timeout: 1_800_000 }, async () => {
  const byteSize = (atFullScale() ? 5 * 1024 : 64) * mebibyte;
  const script = fileURLToPath(new URL("memory-child.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script, dataDir, String(byteSize)]);
  const { sizes, before, phases }: { sizes: number[]; before: Sample; phases: Record<string, Sample[]> } =
    JSON.parse(stdout);
  expect(sizes).toEqual([byteSize, byteSize, byteSize, byteSize]);
  for (const [phase, samples] of Object.entries(phases)) {
    const held = samples.map((sample) => sample.held);
    expect(Math.max(...held) - before.held, phase).toBeLessThan(32 * mebibyte);
    // At the first look, after 8 MB, as much as is read ahead may not be there yet, or what was before not be gone; then it stays flat.
    const [steady = 0, ...later] = held.slice(1);
    expect(Math.max(steady, ...later) - steady, phase).toBeLessThan(4 * mebibyte);
    expect(Math.max(...samples.map(({ rss }) => rss)) - before.rss, phase).toBeLessThan(128 * mebibyte);
  }
});
