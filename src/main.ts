#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import type { Log } from "./base/log.js";
import { type Program, runCli } from "./cli/index.js";

/** The process: picks the command, hands it what the composition root can open, and ends with its exit code. */
const program: Program = {
  version: (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string })
    .version,
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  readFile: (path) => readFileSync(path, "utf8"),
  async openEngine(config, workDir) {
    const { openEngine } = await import("./compose/engine.js");
    return openEngine({ config: { ...config, children: 1, engine: "local" }, workDir }).engine;
  },
  async openGateway(config, secrets) {
    // V8's young generation would grow to 32 MB under the first load and never shrink; what is short-lived here is small.
    setFlagsFromString("--semi-space-growth-factor=1");
    const { createLog } = await import("./server/index.js");
    const log = await createLog({ level: config.logLevel, pretty: process.stderr.isTTY === true });
    dieAloud(log);
    const { asAdmin, openGateway } = await import("./compose/gateway.js");
    const gateway = await openGateway({ config, secrets, log });
    return { ...gateway, asAdmin };
  },
  async openConformance(config, target) {
    const { openConformance } = await import("./compose/conformance.js");
    return openConformance(config, target);
  },
  async openIndexing(config) {
    const { createLog } = await import("./server/log.js");
    const log = await createLog({ level: config.logLevel, pretty: process.stderr.isTTY === true });
    const { openIndexing } = await import("./compose/index-bucket.js");
    return openIndexing({ config, log });
  },
  onStopSignal(listener) {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, listener);
  },
  exit: (code) => process.exit(code),
};

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exitCode = await runCli(process.argv.slice(2), program);

/** A bug that nobody caught leaves the process in a state that nobody knows: it is logged, and the process ends. */
function dieAloud(log: Log): void {
  const die = (error: unknown) => {
    log.error("uncaught", { error });
    process.exit(1);
  };
  process.on("uncaughtException", die);
  process.on("unhandledRejection", die);
}
