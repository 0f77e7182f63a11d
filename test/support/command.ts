import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { runCli } from "../../src/cli/index.js";
import { openEngine } from "../../src/compose/engine.js";
import { readConfig, thisMachine } from "../../src/config/index.js";
import type { Engine } from "../../src/service/ports.js";
import { builtParts } from "./gateway.js";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The command line, run in this process over one engine that all calls share: a tenth of the time of processes. */
export interface CommandRunner {
  run(args: readonly string[]): Promise<Ended>;
  /** A folder for files of the caller's; it goes with the runner. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openCommandRunner(): Promise<CommandRunner> {
  const folder = await mkdtemp(join(tmpdir(), "imgraph-command-"));
  const config = readConfig({}, thisMachine(), () => "");
  const { engine } = openEngine({ config, workDir: join(folder, "work"), parts: builtParts.engine });
  const shared = { ...engine, close: async () => {} };
  return {
    run: (args) => runCommand(args, shared),
    folder,
    async close() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function runCommand(args: readonly string[], engine: Engine): Promise<Ended> {
  const [stdout, stderr] = [new Gathering(), new Gathering()];
  const refuse = () => {
    throw new Error("not in this test");
  };
  const code = await runCli(args, {
    version: "0",
    env: {},
    stdin: Readable.from([]),
    stdout,
    stderr,
    readFile: refuse,
    openEngine: async () => engine,
    openGateway: refuse,
    openConformance: refuse,
    openIndexing: refuse,
    onStopSignal() {},
    exit: refuse,
  });
  return { code, stdout: stdout.content, stderr: stderr.content.toString() };
}

class Gathering extends Writable {
  content = Buffer.alloc(0);

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.content = Buffer.concat([this.content, chunk]);
    done();
  }
}
