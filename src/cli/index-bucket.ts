import { setMaxListeners } from "node:events";
import type { Writable } from "node:stream";
import { parseBucketName } from "../base/bucket-name.js";
import { Failure } from "../base/failure.js";
import { readConfig, thisMachine } from "../config/index.js";
import type { IndexProgress, IndexReport } from "../service/objects/index-bucket.js";
import { exitCode, type Program } from "./program.js";
import { refuseSetting } from "./refuse-setting.js";
import { UsageError } from "./usage-error.js";

export interface IndexInput {
  readonly bucket: string;
  /** Absent: all keys. */
  readonly prefix: string | undefined;
  readonly json: boolean;
}

/**
 * `imgraph index`: makes the index of a bucket complete, and tells what is in it; exit code 1 when something could not be
 * read. A stop signal ends it; run again, it goes on. Throws UsageError, SettingError and Failures.
 */
export async function indexBucket(program: Program, input: IndexInput): Promise<number> {
  const { bucket: name, prefix = "", json } = input;
  const bucket = readBucket(name);
  const config = readConfig(program.env, thisMachine(), program.readFile);
  const stop = new AbortController();
  // Many objects are read at the same time, and each of their requests listens to it.
  setMaxListeners(0, stop.signal);
  program.onStopSignal(() => {
    if (stop.signal.aborted) program.exit(exitCode.failed);
    stop.abort();
  });
  const indexing = await program.openIndexing(config).catch(refuseSetting);
  const progress = progressLine(program.stderr);
  try {
    const steps = indexing.run({ bucket, prefix }, stop.signal);
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) progress.show(step.value);
    progress.end();
    const report = step.value;
    program.stdout.write(
      json ? `${JSON.stringify(reportValue(input, report), undefined, 2)}\n` : reportText(name, report),
    );
    return report.failed > 0 ? exitCode.failed : exitCode.done;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    program.stderr.write("imgraph: stopped; run again, it goes on from there\n");
    return exitCode.failed;
  } finally {
    progress.end();
    await indexing.close();
  }
}

function readBucket(name: string) {
  try {
    return parseBucketName(name);
  } catch (error) {
    throw error instanceof Failure ? new UsageError(error.message) : error;
  }
}

/** One line that is written over, where somebody watches; nothing elsewhere. */
function progressLine(stderr: Writable & { readonly isTTY?: boolean }) {
  let isShown = false;
  return {
    show({ listed, looked, failed }: IndexProgress): void {
      if (!stderr.isTTY) return;
      isShown = true;
      stderr.write(`\r\u001b[K${listed} listed, ${looked} looked at, ${failed} failed`);
    },
    end(): void {
      if (isShown) stderr.write("\n");
      isShown = false;
    },
  };
}

function reportValue({ bucket, prefix = "" }: IndexInput, report: IndexReport): object {
  const { images, others, damaged, unseen, looked, removed, failed, failures } = report;
  return {
    ...{ bucket, prefix, seen: seenOf(report), images, others, damaged, unseen, looked, removed, failed },
    failures: failures.map(({ key, failure: { code, message } }) => ({ key, code, message })),
  };
}

function reportText(bucket: string, report: IndexReport): string {
  const { images, others, damaged, looked, removed, failed, failures } = report;
  const lines = [
    `${bucket}: ${seenOf(report)} objects seen: ${images} images, ${others} others, ${damaged} damaged`,
    `this time: ${looked} looked at, ${removed} removed, ${failed} failed`,
    ...failures.map(({ key, failure: { code, message } }) => `failed ${JSON.stringify(key)}: ${code}: ${message}`),
    ...(failed > failures.length ? [`failed: ${failed - failures.length} more`] : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function seenOf({ images, others, damaged, unseen }: IndexReport): number {
  return images + others + damaged + unseen;
}
