import type { Readable, Writable } from "node:stream";
import type { Config, Env, Secrets } from "../config/index.js";
import type { ConformanceUse } from "../conformance/index.js";
import type { IndexedRange, IndexProgress, IndexReport } from "../service/objects/index-bucket.js";
import type { Engine } from "../service/ports.js";
import type { Call, Service } from "../service/service.js";

/** The process and what the composition root hands to the commands. */
export interface Program {
  readonly version: string;
  readonly env: Env;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** The content of a text file. */
  readFile(path: string): string;
  /** An engine for one piece of work, its temporary files below `workDir`; the command closes it. */
  openEngine(config: Config, workDir: string): Promise<Engine>;
  openGateway(config: Config, secrets: Secrets): Promise<RunningGateway>;
  /** What `conformance` compares: this program, and the target or itself through the wire. */
  openConformance(
    config: Config,
    target: ConformanceTarget | undefined,
  ): Promise<ConformanceUse & { close(): Promise<void> }>;
  /** What `index` works with. */
  openIndexing(config: Config): Promise<Indexing>;
  /** Calls the listener at each SIGTERM and SIGINT. */
  onStopSignal(listener: () => void): void;
  /** Ends the process at once. */
  exit(code: number): void;
}

export interface RunningGateway {
  readonly publicUrl: string;
  readonly service: Service;
  readonly asAdmin: () => Call;
  stop(graceMs: number): Promise<void>;
}

export interface Indexing {
  run(range: IndexedRange, signal: AbortSignal): AsyncGenerator<IndexProgress, IndexReport>;
  close(): Promise<void>;
}

/** A bucket of the object storage that the settings name. */
export interface ConformanceTarget {
  readonly config: Config;
  readonly bucket: string;
}

/** Exit codes. Source: contract, "Commands". */
export const exitCode = { done: 0, failed: 1, usage: 2 } as const;
