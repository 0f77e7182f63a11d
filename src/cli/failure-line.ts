import { Failure, type Where } from "../base/failure.js";

/**
 * What went wrong, in one line: code, what, where. A file that cannot be opened is the caller's business; anything else that
 * is no Failure is a bug, which here nobody but the caller can report, so it is told.
 */
export function failureLine(error: unknown): string {
  if (error instanceof Failure)
    return oneLine(`${error.code} (${error.status}): ${error.message}${place(error.where)}`);
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    return oneLine(`${code ?? "InternalError"}: ${error.message}`);
  }
  return oneLine(`InternalError: ${String(error)}`);
}

/** ` (stage 1, step 2: resize w)`, counted from 1 as people do. */
function place({ stage, step, action, item }: Where): string {
  const counted = [stage === undefined ? "" : `stage ${stage + 1}`, step === undefined ? "" : `step ${step + 1}`]
    .filter(Boolean)
    .join(", ");
  const named = [action, item].filter(Boolean).join(" ");
  const text = [counted, named].filter(Boolean).join(": ");
  return text === "" ? "" : ` (${text})`;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ");
}
