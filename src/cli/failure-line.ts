import { Failure, isFailure, type Where } from "../base/failure.js";

/**
 * What went wrong, in one line: code, what, where. A bug, and trouble with an object storage, is told
 * here with its cause: there is no log, and nobody but the caller can do something about it.
 */
export function failureLine(error: unknown): string {
  if (error instanceof Failure)
    return oneLine(`${error.code} (${error.status}): ${messageOf(error)}${place(error.where)}${causeOf(error)}`);
  if (!(error instanceof Error)) return oneLine(`InternalError: ${String(error)}`);
  const code = (error as NodeJS.ErrnoException).code ?? "InternalError";
  return oneLine(`${code}: ${error.message.replace(`${code}: `, "")}`);
}

/** There are no buckets here: what a pipeline names is given beside it. */
function messageOf(error: Failure): string {
  if (isFailure(error, "NoSuchKey")) return `no object "${error.details.key}"; give it with --object KEY=FILE`;
  if (isFailure(error, "NoSuchStyle")) return `no style "${error.details.style}"; give it with --style NAME=PROCESS`;
  return error.message;
}

function causeOf({ code, cause }: Failure): string {
  const isTold = code === "InternalError" || code === "ServiceUnavailable";
  return isTold && cause instanceof Error ? `; cause: ${cause.message}` : "";
}

/** ` (stage 1, style thumb, step 2: resize w)`, counted from 1 as people do. */
function place({ stage, style, step, action, item }: Where): string {
  const counted = [
    stage === undefined ? "" : `stage ${stage + 1}`,
    style === undefined ? "" : `style ${style}`,
    step === undefined ? "" : `step ${step + 1}`,
  ]
    .filter(Boolean)
    .join(", ");
  const named = [action, item].filter(Boolean).join(" ");
  const text = [counted, named].filter(Boolean).join(": ");
  return text === "" ? "" : ` (${text})`;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}
