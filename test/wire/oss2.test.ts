import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.js";
import { makePicture } from "../support/picture.js";
import { preparePython } from "../support/prepare-python.js";

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  /** The end of the stack of what failed. */
  readonly reason?: string;
}

const run = promisify(execFile);
const script = fileURLToPath(new URL("oss2_scenarios.py", import.meta.url));
/** crcmod-plus holds the compiled CRC that oss2 else needs a C compiler for. */
const sdk = await preparePython(["oss2==2.19.1", "crcmod-plus==2.3.6"]);

if ("missing" in sdk) {
  test.skip(`the vendor's Python SDK is not tried: ${sdk.missing}`, () => {});
} else {
  const { stdout } = await run(sdk.python, [script, "--names"]);
  tryScenarios(sdk.python, stdout.trim().split("\n"));
}

/** One test for each scenario of the script, which runs all of them before. */
function tryScenarios(python: string, names: readonly string[]): void {
  describe.each(["v1", "v4"])("oss2, signature %s", (version) => {
    let gateway: TestGateway;
    let folder: string;
    let outcomes: ReadonlyMap<string, Outcome>;

    beforeAll(async () => {
      gateway = await startGateway();
      folder = await mkdtemp(join(tmpdir(), "imgraph-test-"));
      const picture = join(folder, "example.jpg");
      await writeFile(picture, await makePicture({ w: 400, h: 300, format: "jpg" }));
      const told = [gateway.url, gateway.accessKeyId, gateway.accessKeySecret, version, picture];
      const { stdout } = await run(python, [script, ...told], { maxBuffer: 16 * 1024 * 1024, timeout: 110_000 });
      const lines = stdout.trim().split("\n");
      outcomes = new Map(lines.map((line) => JSON.parse(line) as Outcome).map((outcome) => [outcome.name, outcome]));
    });

    afterAll(async () => {
      await gateway.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test.each(names)("%s", (name) => {
      expect(outcomes.get(name)).toEqual({ name, ok: true });
    });
  });
}
