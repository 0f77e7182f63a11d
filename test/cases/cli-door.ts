import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Ended, openCommandRunner } from "../support/command.js";
import { makePicture } from "../support/picture.js";
import { type Answer, type Case, type Door, sourceKey } from "./case.js";

type Run = (args: readonly string[]) => Promise<Ended>;

/** The built program, a process for each case. */
export async function processDoor(): Promise<Door> {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-cases-"));
  return door("CLI (process)", folder, runProcess, () => rm(folder, { recursive: true, force: true }));
}

/** The command itself, run in this process. */
export async function commandDoor(): Promise<Door> {
  const { run, folder, close } = await openCommandRunner();
  return door("CLI", folder, run, close);
}

function door(name: string, folder: string, run: Run, close: () => Promise<void>): Door {
  return {
    name,
    run: (example) => runExample(example, folder, run),
    close,
  };
}

async function runExample(example: Case, folder: string, run: Run): Promise<Answer> {
  const input = join(folder, sourceKey(example));
  await writeFile(input, await makePicture(example.source));
  const output = join(folder, `${example.id}.out`);
  const args = ["process", input, example.process, "-o", output];
  for (const { key, ...spec } of example.objects ?? []) {
    await writeFile(join(folder, key), await makePicture(spec));
    args.push("--object", `${key}=${join(folder, key)}`);
  }
  for (const [style, content] of Object.entries(example.styles ?? {})) args.push("--style", `${style}=${content}`);
  if (example.method === "POST") args.push("--out-dir", join(folder, "saved"));

  const { code, stdout, stderr } = await run(args);
  if (code !== 0) return failureOf(stderr);
  if (stdout.length > 0) {
    const json = stdout.toString().trim();
    const { bucket, object } = JSON.parse(json) as { bucket: string; object: string };
    return { kind: "json", json, stored: { bytes: await readFile(join(folder, "saved", bucket, object)) } };
  }
  const bytes = await readFile(output);
  return bytes[0] === 0x7b ? { kind: "json", json: bytes.toString().trim() } : { kind: "image", bytes };
}

/** `imgraph: InvalidArgument (400): …` */
function failureOf(stderr: string): Answer {
  const [, code = stderr, status] = /^imgraph: (\w+) \((\d+)\)/.exec(stderr) ?? [];
  return { kind: "failure", code, status: Number(status) };
}

async function runProcess(args: readonly string[]): Promise<Ended> {
  const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? -1));
  });
  const [stdout, stderr, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  return { code, stdout, stderr: stderr.toString() };
}
