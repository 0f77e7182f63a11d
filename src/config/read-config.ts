import { parseConfigFile } from "./config-file.js";
import { jwtProblems } from "./jwt-settings.js";
import { operationsProblems } from "./operations-settings.js";
import { ossProblems } from "./oss-settings.js";
import type { Machine, Setting } from "./setting.js";
import { settings } from "./settings.js";

/** Every setting with its value; which are given and which are defaults is no longer visible. */
export type Config = {
  readonly [K in keyof typeof settings]: (typeof settings)[K] extends Setting<infer T> ? T : never;
};

export type Env = Readonly<Record<string, string | undefined>>;

/** One or more settings that stop the start. It reaches the person who starts the program and no client. */
export class SettingError extends Error {
  override readonly name = "SettingError";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/**
 * The only reader of the environment and of the config file. Throws a SettingError that names, for every bad or unknown
 * setting, what it got and what is allowed. `readFile` may throw; that is a bad IMGRAPH_CONFIG.
 */
export function readConfig(env: Env, machine: Machine, readFile: (path: string) => string): Config {
  const problems: string[] = [];
  const given = new Map<string, string>();
  const fromEnv = Object.entries(env).filter(
    (entry): entry is [string, string] => isOurs(entry[0]) && entry[1] !== undefined,
  );
  const path = env[settings.configFile.name];
  if (path) {
    try {
      for (const [name, value] of parseConfigFile(path, readFile(path))) given.set(name, value);
    } catch (error) {
      problems.push(
        `IMGRAPH_CONFIG: expected a readable config file, got ${JSON.stringify(path)}: ${(error as Error).message}`,
      );
    }
  }
  // An empty variable is how a shell or a compose file leaves one out.
  for (const [name, value] of fromEnv) if (value !== "") given.set(name, value);

  const known = new Set<string>(Object.values(settings).map((setting) => setting.name));
  for (const name of given.keys()) {
    if (!known.has(name)) problems.push(`${name}: no such setting; \`imgraph --help\` lists those there are`);
  }
  const config = Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [
      key,
      valueFrom(setting, given.get(setting.name), machine, problems),
    ]),
  );
  // What is wrong by itself is told first: what depends on it cannot be judged.
  if (problems.length > 0) throw new SettingError(problems);
  // The entries were made from `settings` itself, one by one.
  const whole = config as unknown as Config;
  const together = [...ossProblems(whole), ...jwtProblems(whole), ...operationsProblems(whole)];
  if (together.length > 0) throw new SettingError(together);
  return whole;
}

function valueFrom(setting: Setting, text: string | undefined, machine: Machine, problems: string[]): unknown {
  if (text === undefined) return setting.fallback(machine);
  const value = setting.read(text);
  const got = setting.secret ? `${text.length} characters that are not shown` : JSON.stringify(text);
  if (value === undefined) problems.push(`${setting.name}: expected ${setting.allowed}, got ${got}`);
  return value;
}

/** IMGRAPH_TEST_* steers the project's own tests and is no setting of the program. */
function isOurs(name: string): boolean {
  return name.startsWith("IMGRAPH_") && !name.startsWith("IMGRAPH_TEST_");
}
