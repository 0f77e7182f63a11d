import { expect, test } from "vitest";
import { createLog } from "../../src/server/index.js";

async function capture(level: "debug" | "info" | "silent") {
  const lines: string[] = [];
  const log = await createLog({ level, pretty: false, destination: { write: (line) => void lines.push(line) } });
  return { log, read: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test("a line is an event with its fields, and those of its parents", async () => {
  const { log, read } = await capture("info");
  log.child({ requestId: "A1" }).info("rendered", { ms: 3 });
  log.debug("too small");
  expect(read()).toEqual([
    { level: "info", time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), requestId: "A1", ms: 3, msg: "rendered" },
  ]);
});

test("an error is told with its stack and its causes", async () => {
  const { log, read } = await capture("info");
  log.error("broken", { error: new Error("outer", { cause: new TypeError("inner") }) });
  expect(read()[0]?.error).toMatch(/^Error: outer\n {4}at [\s\S]*caused by: TypeError: inner\n {4}at /);
});

test("silent says nothing", async () => {
  const { log, read } = await capture("silent");
  log.error("broken", { error: new Error("x") });
  expect(read()).toEqual([]);
});
