import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { startGateway } from "../support/gateway.js";
import { graphqlRequest } from "../support/graphql-request.js";
import { atFullScale } from "../support/scale.js";

const folder = fileURLToPath(new URL("../../examples/android", import.meta.url));
const out = await mkdtemp(join(tmpdir(), "imgraph-android-"));
afterAll(() => rm(out, { recursive: true, force: true }));
/** Maven, with its answer in a folder of its own. */
const maven = (...goals: string[]) => ["-q", "-B", ...goals, `-Dout=${out}`];

const generated = await generate();
if ("missing" in generated) {
  test.skip(`Apollo Kotlin is not tried: ${generated.missing}`, () => {});
} else {
  describe("Apollo Kotlin", () => {
    test("takes the schema and every operation, and makes Kotlin of them", async () => {
      if (generated.refused !== undefined) throw new Error(generated.refused);
      const query = await readFile(join(out, "generated/imgraph/TilesQuery.kt"), "utf8");
      expect(query).toContain("public data class TilesQuery(");
      // An input of which one member is given.
      const transform = await readFile(join(out, "generated/imgraph/type/TransformInput.kt"), "utf8");
      expect(transform).toContain("assertOneOf(");
    });

    test.runIf(atFullScale())(
      "asks for tiles and hears of a change, compiled (at full scale: it takes a minute)",
      async () => {
        const gateway = await startGateway({ env: { IMGRAPH_SAMPLES: "on" } });
        const env = { ...process.env, IMGRAPH_URL: gateway.url };
        const app = spawn("mvn", maven("package", "exec:java", "-Dexec.arguments=watch"), { cwd: folder, env });
        const change =
          'mutation { setImageNotes(input: { image: { key: "picos.jpg" }, alt: "Path" }) { image { alt } } }';
        // Nothing says when a subscription has begun but its first event.
        const nudges = setInterval(() => void graphqlRequest(gateway, change, {}), 200);
        try {
          const lines: string[] = [];
          createInterface(app.stdout).on("line", (line) => lines.push(line));
          expect(await once(app, "close")).toEqual([0, null]);
          // Maven leaves colours on at the edges of what it is not asked for.
          const said = lines.map(stripVTControlCharacters).filter((line) => line !== "");
          const shown = said.map((line) => line.replace(/ http.*x-oss-process=(.*)$/, " $1"));
          expect(shown).toEqual([
            expect.stringMatching(/^china\.jpg 640x427 image\/.*w_390,h_390/),
            expect.stringMatching(/^friends\.jpg 1170x1764 image\/.*w_390,h_390/),
            expect.stringMatching(/^kleiber\.webp 1170x658 image\/.*w_390,h_390/),
            expect.stringMatching(/^picos\.jpg 1170x658 image\/.*w_390,h_390/),
            expect.stringMatching(/^sunset\.gif 400x267 image\/.*w_390,h_390/),
            "NOTES_CHANGED picos.jpg",
          ]);
        } finally {
          clearInterval(nudges);
          app.kill();
          await gateway.stop();
        }
      },
    );
  });
}

/** Runs Apollo's compiler over all operations; `missing` where it is not to be had, `refused` for what it says against them. */
async function generate(): Promise<{ readonly missing: string } | { readonly refused?: string }> {
  try {
    await promisify(execFile)("mvn", maven("generate-sources", "-Doperations="), { cwd: folder, timeout: 180_000 });
    return {};
  } catch (error) {
    const {
      code,
      killed,
      stdout = "",
      message,
    } = error as {
      code?: string | number;
      killed?: boolean;
      stdout?: string;
      message: string;
    };
    if (killed) return { missing: "Maven was not done in time" };
    if (code === "ENOENT") return { missing: "there is no mvn" };
    const unreachable = /^.*(?:could not be resolved|Could not (?:resolve|transfer|find)|No plugin found).*$/m.exec(
      stdout,
    );
    if (unreachable) return { missing: unreachable[0].slice(0, 200) };
    return { refused: `${message}\n${stdout}` };
  }
}
