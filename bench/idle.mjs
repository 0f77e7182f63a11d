/**
 * Memory of the built program at rest (PSS of all its processes, two pixel processes included; must be under 150 MB), right
 * after the start and after some work of every kind. Linux only.
 */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { startProgram } from "./support/gateway.mjs";

const program = await startProgram();
try {
  await pause(3000);
  report("after the start");
  await work();
  await pause(10_000);
  report("after work");
} finally {
  await program.stop();
}

function report(when) {
  const rows = family(program.pid).map((pid) => ({ pid, name: nameOf(pid), ...memory(pid) }));
  const total = rows.reduce((sum, row) => sum + row.pss, 0);
  console.log(`${when.padEnd(18)} ${total.toFixed(1)} MB PSS`);
  for (const { name, pss, own } of rows)
    console.log(`  ${name.padEnd(16)} ${pss.toFixed(1)} MB PSS, ${own.toFixed(1)} MB of it anonymous`);
}

/** The process and all below it. */
function family(pid) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((each) => [Number(each), parentOf(each)]));
  const below = (root) => [
    root,
    ...[...parents].filter(([, parent]) => parent === root).flatMap(([each]) => below(each)),
  ];
  return below(pid);
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").split(" ")[2]);
  } catch {
    return undefined;
  }
}

function nameOf(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("child.js") ? "pixel process" : "main process";
}

function memory(pid) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const field = (name) => Number(new RegExp(`^${name}: +(\\d+) kB`, "m").exec(text)?.[1] ?? 0) / 1024;
  return { pss: field("Pss"), own: field("Pss_Anon") };
}

async function work() {
  const photo = `${program.url}/samples/picos.jpg`;
  for (let round = 0; round < 20; round++) {
    const steps = [
      "resize,w_300",
      "resize,w_1200/format,webp",
      "rotate,30/resize,w_400/format,png",
      "watermark,text_SGVsbG8",
    ];
    await Promise.all(steps.map(async (step) => (await fetch(`${photo}?x-oss-process=image/${step}`)).arrayBuffer()));
    await (await fetch(photo)).arrayBuffer();
    const query = '{ image(key: "picos.jpg") { url info { width } } images { edges { node { key } } } }';
    await (
      await fetch(`${program.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
      })
    ).text();
  }
}
