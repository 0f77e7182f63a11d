// Stands for the pixel process in the pool's tests: the source's path says what it does with a task.
import { appendFileSync, statSync, writeFileSync } from "node:fs";

process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", ({ id, task }) => {
  const answer = (word) => process.send({ id, rssBytes: 1, ...word });
  const [, deed, argument] = /^([a-z]+)-?(.*)$/.exec(task.source.path);
  if (task.target) writeFileSync(task.target, "half of it");
  const timings = { sourceMs: 0, renderMs: 0, encodeMs: 0 };
  if (deed === "hang") return;
  // Answers the third time that it is asked, in whatever process; the file counts.
  if (deed === "third") {
    appendFileSync(argument, "x");
    if (statSync(argument).size < 3) return;
  }
  if (deed === "crash") process.kill(process.pid, "SIGSEGV");
  else if (deed === "break") answer({ kind: "broken", error: "Error: a bug" });
  else if (deed === "refuse")
    answer({ kind: "failed", failure: { code: "ImageDamage", details: { reason: "torn" }, options: { ec: "1" } } });
  else if (task.kind === "inspect") answer({ kind: "done", result: { kind: "header", header: { pid: process.pid } } });
  else answer({ kind: "done", result: { kind: "document", json: String(process.pid), timings } });
});
process.send({ kind: "ready" });
