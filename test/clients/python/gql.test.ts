import { type ExecFileOptions, execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../../support/gateway.js";
import { preparePython } from "../../support/prepare-python.js";
import { difference, taughtCode, taughtTasks } from "../../support/taught-tasks.js";

const script = fileURLToPath(new URL("run_operations.py", import.meta.url));
const picture = fileURLToPath(new URL("../../../samples/china.jpg", import.meta.url));
const prepared = await preparePython(["gql[requests]==4.4.0"]);
const tasks = taughtTasks();

if ("missing" in prepared) {
  test.skip(`Python's gql is not tried: ${prepared.missing}`, () => {});
} else {
  tryTasks(prepared.python);
}

/** The twelve tasks of docs/graphql.md, in one run of a client in another language. */
function tryTasks(python: string): void {
  describe("Python's gql", () => {
    let gateway: TestGateway;
    const answers = new Map<string, unknown[]>();

    beforeAll(async () => {
      gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
      const operations = tasks.flatMap(({ title, operations }, index) =>
        // The first seven need no token, as it says.
        operations.map(({ query, variables }) => ({ title, query, variables, anonymous: index < 7 })),
      );
      const text = await told(python, [script, gateway.url, gateway.adminToken, picture], JSON.stringify(operations));
      for (const [index, answer] of (JSON.parse(text) as unknown[]).entries()) {
        const { title = "" } = operations[index] ?? {};
        answers.set(title, [...(answers.get(title) ?? []), answer]);
      }
    });
    afterAll(() => gateway.stop());

    test.each(tasks.map((task) => [task.title, task] as const))("%s", (title, { operations }) => {
      const given = answers.get(title) ?? [];
      expect(given).toHaveLength(operations.length);
      for (const [index, { answer }] of operations.entries()) expect(difference(answer, given[index])).toBeUndefined();
    });

    test("the Python of docs/graphql.md runs", async () => {
      const folder = await mkdtemp(join(tmpdir(), "imgraph-python-"));
      try {
        const file = join(folder, "example.py");
        await writeFile(file, taughtCode("python").replace("http://localhost:4000", gateway.url));
        expect(await told(python, [file])).toBe("{'width': 400, 'height': 225}\n");
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
}

/** What a program prints, given its standard input. */
async function told(program: string, args: readonly string[], input = ""): Promise<string> {
  const options: ExecFileOptions = { timeout: 60_000, maxBuffer: 16 * 1024 * 1024 };
  const running = promisify(execFile)(program, args, { ...options, encoding: "utf8" });
  running.child.stdin?.end(input);
  const { stdout } = await running;
  return stdout;
}
