import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** Cruises `src` below a folder with the project's own rules. */
function cruise(folder: string): Cruise {
  const config = join(root, ".dependency-cruiser.cjs");
  const cli = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [cli, "src", "--config", config, "--output-type", "json"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (!stdout.startsWith("{")) throw new Error(stderr || stdout);
  return JSON.parse(stdout) as Cruise;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path === "src/server/graphiql") return [];
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

/** `room-store: src/store/a.ts -> src/service/b.ts`; of a file within a package only the package. */
function found({ summary }: Cruise): string[] {
  const short = (path: string) => /node_modules\/[^/]+/.exec(path)?.[0] ?? path;
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${short(to)}`).sort();
}

describe("the rooms and their arrows", () => {
  const house = cruise(root);

  test("hold everywhere", () => expect(found(house)).toEqual([]));

  // A check that looks at nothing also passes.
  test("every source file was looked at", () => {
    const seen = house.modules
      .map(({ source }) => source)
      .filter((source) => source.startsWith("src/") && /\.tsx?$/.test(source));
    expect(seen.sort()).toEqual(sourcesBelow("src").sort());
  });
});

test("a forbidden import, a cycle, a foreign package, a node module in a pure room and a use-case in an adapter are reported", () => {
  expect(found(cruise(join(root, "test/structure/fixture")))).toEqual([
    "no-cycles: src/base/cycle-a.ts -> src/base/cycle-b.ts",
    "package-sharp: src/service/foreign-package.ts -> node_modules/sharp",
    "ports-only: src/store/knows-a-use-case.ts -> src/service/use-case.ts",
    "pure-rooms: src/pipeline/reads-a-file.ts -> fs",
    "room-pipeline: src/pipeline/forbidden-import.ts -> src/service/use-case.ts",
    "room-store: src/store/knows-a-use-case.ts -> src/service/use-case.ts",
  ]);
});

test("base and pipeline compile for a browser", () => {
  const compiler = join(root, "node_modules/typescript-7/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.browser.json", "--noEmit"], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});
