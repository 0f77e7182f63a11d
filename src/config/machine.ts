import { readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import type { Machine } from "./setting.js";

/** This machine as its control group lets it be used. Source: Linux cgroup v2 `memory.max`, v1 `memory.limit_in_bytes`. */
export function thisMachine(): Machine {
  return { cores: availableParallelism(), memoryBytes: Math.min(totalmem(), groupLimit()) };
}

function groupLimit(): number {
  for (const path of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    try {
      // "max" is NaN and means no limit, as does the huge number that version 1 shows.
      const limit = Number(readFileSync(path, "utf8"));
      if (limit > 0) return limit;
    } catch {
      // Another version of control groups, or none.
    }
  }
  return Number.POSITIVE_INFINITY;
}
