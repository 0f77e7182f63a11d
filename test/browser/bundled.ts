import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";

export interface Bundle {
  readonly code: string;
  /** What a visitor's browser fetches. */
  readonly gzippedBytes: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A program that uses the package by its public names, `imgraph/pipeline` and so on, bundled as a front end's build would do
 * it for visitors, or for developers: whole names, and libraries that complain. In a page, what it exports is the global
 * `bundled`.
 */
export async function bundled(program: string, { forVisitors = true } = {}): Promise<Bundle> {
  // There is no such file; its place makes it a part of the package, which may import itself by name.
  const entry = join(root, "program-of-a-test.js");
  const built = (await build({
    root,
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": JSON.stringify(forVisitors ? "production" : "development") },
    plugins: [
      {
        name: "program",
        enforce: "pre",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
    build: {
      write: false,
      minify: forVisitors,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "bundled" },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built.flatMap(({ output }) => output);
  if (chunk?.type !== "chunk") throw new Error("the bundle has no code");
  return { code: chunk.code, gzippedBytes: gzipSync(chunk.code, { level: 9 }).byteLength };
}
