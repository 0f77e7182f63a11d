/**
 * The pixel process: does the tasks that its parent sends and ends with it. The parent forks it with FONTCONFIG_FILE in
 * the environment, which must be there before sharp is loaded. Kept small: nothing of the pipeline or the doors is loaded.
 */
import sharp from "sharp";
import { Failure } from "../../base/failure.js";
import { runTask } from "./pixels/run-task.js";
import type { Ask, WireFailure, Word } from "./protocol.js";

// Parallelism comes from processes; a cache would only hold memory that the next job wants.
sharp.concurrency(1);
sharp.cache(false);
// Loaders that are no picture format of ours could be reached by a crafted file; saving and raw pixels are not affected.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((name) => `VipsForeignLoad${name}`) });

process.on("message", (message) => void answer(message as Ask));
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// The terminal's signals go to the whole group; the parent finishes its work first and then ends this process.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
say({ kind: "ready" });

async function answer({ id, task }: Ask): Promise<void> {
  try {
    const result = await runTask(sharp, task);
    say({ kind: "done", id, result, rssBytes: process.memoryUsage.rss() });
  } catch (error) {
    const rssBytes = process.memoryUsage.rss();
    if (error instanceof Failure) say({ kind: "failed", id, failure: wireFailure(error), rssBytes });
    else say({ kind: "broken", id, error: errorStory(error), rssBytes });
  }
}

function wireFailure({ code, details, ec, where, cause }: Failure): WireFailure {
  return {
    code,
    details,
    options: { where, ...(ec !== undefined && { ec }), ...(cause !== undefined && { cause: errorStory(cause) }) },
  };
}

function errorStory(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function say(word: Word): void {
  process.send?.(word);
}
