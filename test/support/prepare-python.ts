import { execFile } from "node:child_process";
import { access, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A Python with certain packages, or why there is none. */
export type Python = { readonly python: string } | { readonly missing: string };

/**
 * Makes a virtual environment with the packages, each pinned (`oss2==2.19.1`), once for a machine: it stays in the folder for
 * temporary files. Without `python3`, or where the packages are not to be had, it tells so instead.
 */
export async function preparePython(packages: readonly string[]): Promise<Python> {
  const folder = join(tmpdir(), `imgraph-test-${packages.join("-").replaceAll(/[^\w.-]+/g, "-")}`);
  const python = join(folder, "bin", "python");
  const ready = join(folder, "ready");
  try {
    await access(ready);
    return { python };
  } catch {
    // Not there, or left half made.
  }
  try {
    await run("python3", ["-m", "venv", "--clear", folder], { timeout: 60_000 });
  } catch (error) {
    return { missing: `no python3 with venv: ${firstLine(error)}` };
  }
  try {
    const options = ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1", "--timeout", "15"];
    await run(python, ["-m", "pip", "install", ...options, ...packages], { timeout: 180_000 });
    await writeFile(ready, packages.join("\n"));
    return { python };
  } catch (error) {
    return { missing: `pip could not install ${packages.join(" and ")}: ${firstLine(error)}` };
  }
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).split("\n")[0] ?? "";
}
