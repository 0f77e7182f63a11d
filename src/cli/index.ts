import { parseArgs } from "node:util";
import { failureLine } from "./failure-line.js";
import { help, settingsHelp } from "./help.js";
import { exitCode, type Program } from "./program.js";
import { UsageError } from "./usage-error.js";

export type { Program, RunningGateway } from "./program.js";

/**
 * Runs one command line; resolves to the exit code, never throws. Commands are loaded when they are asked for, so that a
 * small one starts fast.
 */
export async function runCli(args: readonly string[], program: Program): Promise<number> {
  try {
    return await run(args, program);
  } catch (error) {
    const usage = error instanceof UsageError || (error as Error).name === "SettingError";
    const lines = usage ? (error as Error).message.split("\n") : [failureLine(error)];
    for (const line of lines) program.stderr.write(`imgraph: ${line}\n`);
    return usage ? exitCode.usage : exitCode.failed;
  }
}

const options = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  output: { type: "string", short: "o" },
  object: { type: "string", multiple: true },
  style: { type: "string", multiple: true },
  parameter: { type: "string", multiple: true },
  "out-dir": { type: "string" },
  accept: { type: "string" },
  json: { type: "boolean" },
  against: { type: "string" },
  bucket: { type: "string" },
  prefix: { type: "string" },
} as const;

type OptionName = keyof typeof options;

/** What each command takes besides its words. */
const commands = {
  serve: { words: [], options: [] },
  process: { words: ["IN", "PROCESS"], options: ["output", "object", "style", "parameter", "accept", "out-dir"] },
  explain: { words: ["IN", "PROCESS"], options: ["object", "style", "parameter", "accept", "json"] },
  index: { words: ["BUCKET"], options: ["prefix", "json"] },
  conformance: { words: [], options: ["against", "bucket", "json"] },
} as const satisfies Record<string, { words: readonly string[]; options: readonly OptionName[] }>;

async function run(args: readonly string[], program: Program): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help)
    return print(program, help + settingsHelp(Object.values((await import("../config/index.js")).settings)));
  if (values.version) return print(program, `${program.version}\n`);

  const [command = "serve", ...words] = positionals;
  if (!isCommand(command))
    throw new UsageError(`no command ${JSON.stringify(command)}; \`imgraph --help\` lists those there are`);
  checkUsage(command, words, Object.keys(values));
  const [input = "", process = ""] = words;
  const { object: objects = [], style: styles = [], parameter: parameters = [], accept } = values;
  const shared = { input, process, objects, styles, parameters, accept };
  switch (command) {
    case "serve":
      return (await import("./serve.js")).serve(program);
    case "process":
      return (await import("./process-image.js")).processImage(program, {
        ...shared,
        output: values.output,
        outDir: values["out-dir"],
      });
    case "explain":
      return (await import("./explain.js")).explain(program, { ...shared, json: values.json ?? false });
    case "index":
      return (await import("./index-bucket.js")).indexBucket(program, {
        bucket: input,
        prefix: values.prefix,
        json: values.json ?? false,
      });
    case "conformance":
      return (await import("./conformance.js")).conformance(program, {
        against: values.against,
        bucket: values.bucket,
        json: values.json ?? false,
      });
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(sayParseError(error as NodeJS.ErrnoException));
  }
}

/** Node's own text goes on about positional arguments. */
function sayParseError({ code, message }: NodeJS.ErrnoException): string {
  const unknown = code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? /^Unknown option '([^']+)'/.exec(message)?.[1] : undefined;
  const [firstLine] = message.split("\n", 1);
  return unknown === undefined ? `${firstLine}; see imgraph --help` : `unknown option ${unknown}; see imgraph --help`;
}

function isCommand(text: string): text is keyof typeof commands {
  return Object.hasOwn(commands, text);
}

function checkUsage(command: keyof typeof commands, words: readonly string[], given: readonly string[]): void {
  const { words: expected, options: allowed }: { words: readonly string[]; options: readonly string[] } =
    commands[command];
  const stray = given.find((name) => !allowed.includes(name));
  if (stray !== undefined) throw new UsageError(`\`imgraph ${command}\` takes no --${stray}`);
  if (words.length !== expected.length)
    throw new UsageError(
      `\`imgraph ${command}\`: expected ${expected.join(" ") || "no further words"}, got ${words.length === 0 ? "nothing" : JSON.stringify(words)}`,
    );
}

function print(program: Program, text: string): number {
  program.stdout.write(text);
  return exitCode.done;
}
