import { type ChildProcess, spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Starts the built program without any setting of the shell that runs the tests. */
export function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("IMGRAPH_")));
  return spawn(process.execPath, [main, ...args], { env: { ...inherited, ...env }, stdio: "pipe" });
}

/** Runs it to its end. */
export async function run(args: readonly string[], options: { env?: Record<string, string>; stdin?: Buffer } = {}) {
  const child = start(args, options.env);
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error("no pipes");
  stdin.on("error", () => {});
  stdin.end(options.stdin);
  const [out, err, code] = await Promise.all([buffer(stdout), text(stderr), ended(child)]);
  return { code, out, err };
}

/** The exit code. */
export async function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", resolve));
}
